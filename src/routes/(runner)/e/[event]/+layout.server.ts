import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { error } from '@sveltejs/kit';
import { getLocale } from '#lib/paraglide/runtime.js';
import { app } from '#lib/server/app.ts';
import { eventHead } from '#lib/server/events/eventPage.ts';

export const _verbs = { load: 'see-public' } satisfies RouteVerbs;

export const load = async ({ params }) => {
	const head = await eventHead(app(), params.event, getLocale());
	if (!head) error(404, 'not-found');
	return { eventHead: head };
};
