import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { error } from '@sveltejs/kit';
import { REASONS } from '#lib/schemas/base/problem.ts';
import { app } from '#lib/server/app.ts';
import { liveBoard } from '#lib/server/results/publicResults.ts';
import { racesIn } from '../racesIn.ts';
import { isPublished, nothingLive } from '../nothingYet.ts';
import { shownEvent } from '../../../../shownEvent.ts';
import type { PageServerLoad } from './$types';

export const _verbs = { load: 'see-public' } satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [board, page] = await Promise.all([
		liveBoard(app(), locals.caller, { event: params.event, race: url.searchParams.get('race') ?? undefined }),
		shownEvent(locals, params.event)
	]);
	if (!board.ok) error(REASONS[board.error.reason], { message: board.error.message });
	return {
		...board.value,
		...racesIn(page, board.value),
		nothing: nothingLive(page),
		published: isPublished(page),
		campaign: { tagline: page.campaign.tagline, message: page.campaign.message }
	};
};
