import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { error, redirect } from '@sveltejs/kit';
import { getLocale } from '#lib/paraglide/runtime.js';
import { app } from '#lib/server/app.ts';
import { previewedEvent } from '#lib/server/events/previewLink.ts';
import { longMoment } from '#lib/ui/dates.ts';
import { eventHref } from '#lib/ui/eventLinks.ts';
import { UNLISTED } from '../../../unlisted.ts';

export const _verbs = { load: 'see-public' } satisfies RouteVerbs;

/** To be looked at: nothing here needs a script. */
export const csr = false;

export const load = async ({ locals, params, setHeaders }) => {
	setHeaders({ ...UNLISTED, 'Referrer-Policy': 'no-referrer' });
	const asked = { secret: params.token, locale: getLocale() };
	const previewed = await previewedEvent(app(), locals.caller, asked);
	if (!previewed) error(404, 'not-found');
	const { page, slug, expiresAtMs } = previewed;
	if (!page) redirect(303, eventHref(slug));
	return { page, todayMs: app().now(), until: longMoment(expiresAtMs, page.timeZone) };
};
