import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { error } from '@sveltejs/kit';
import { getLocale } from '#lib/paraglide/runtime.js';
import { app } from '#lib/server/app.ts';
import { eventPage } from '#lib/server/events/eventPage.ts';

export const _verbs = { load: 'see-public' } satisfies RouteVerbs;

/** Nothing on this page needs JavaScript, so none is sent. */
export const csr = false;

export const load = async ({ params }) => {
	const page = await eventPage(app(), params.event, getLocale());
	if (!page) error(404, 'not-found');
	return { page, todayMs: app().now() };
};
