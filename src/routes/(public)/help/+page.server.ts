import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { app } from '#lib/server/app.ts';
import { allServices } from '#lib/server/events/eventPage.ts';

export const _verbs = { load: 'see-public' } satisfies RouteVerbs;

/** Works without the framework's JavaScript; the exit's few lines come from /exit.js. */
export const csr = false;

export const load = async ({ setHeaders }) => {
	// The page of a shared computer should not come back from a cache that others look into.
	setHeaders({ 'referrer-policy': 'no-referrer' });
	return { services: await allServices(app(), getLocale()), todayMs: app().now() };
};
