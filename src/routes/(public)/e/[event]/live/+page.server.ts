import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { error } from '@sveltejs/kit';
import { getLocale } from '#lib/paraglide/runtime.js';
import { REASONS } from '#lib/schemas/base/problem.ts';
import { app } from '#lib/server/app.ts';
import { eventPage } from '#lib/server/events/eventPage.ts';
import { liveBoard } from '#lib/server/results/publicResults.ts';
import type { PageServerLoad } from './$types';

export const _verbs = { load: 'see-public' } satisfies RouteVerbs;

export const load: PageServerLoad = async ({ params, url }) => {
	const [board, page] = await Promise.all([
		liveBoard(app(), { event: params.event, race: url.searchParams.get('race') ?? undefined }),
		eventPage(app(), params.event, getLocale())
	]);
	if (!board.ok) error(REASONS[board.error.reason], { message: board.error.message });
	if (!page) error(404, 'not-found');
	return {
		...board.value,
		campaign: { tagline: page.campaign.tagline, message: page.campaign.message }
	};
};
