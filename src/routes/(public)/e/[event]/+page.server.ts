import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { app } from '#lib/server/app.ts';
import { shownEvent } from '../../../shownEvent.ts';

export const _verbs = { load: 'see-public' } satisfies RouteVerbs;

/** Nothing on this page needs JavaScript, so none is sent. */
export const csr = false;

export const load = async ({ locals, params }) => ({
	page: await shownEvent(locals, params.event),
	todayMs: app().now()
});
