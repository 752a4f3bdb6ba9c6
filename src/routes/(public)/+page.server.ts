import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { app } from '#lib/server/app.ts';
import { eventCards } from '#lib/server/events/eventPage.ts';

export const _verbs = { load: 'see-public' } satisfies RouteVerbs;

/** Nothing on this page needs JavaScript, so none is sent. */
export const csr = false;

export const load = async () => ({ events: await eventCards(app(), getLocale()) });
