import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { error, redirect } from '@sveltejs/kit';
import {
	extractLocaleFromHeader,
	extractLocaleFromUrl,
	baseLocale,
	localizeHref
} from '#lib/paraglide/runtime.js';
import { app } from '#lib/server/app.ts';
import { publicBib } from '#lib/server/registration/publicBib.ts';
import { eventHeadOf } from '../../../eventHead.ts';
import { shownEvent } from '../../../shownEvent.ts';

export const _verbs = { load: 'see-public' } satisfies RouteVerbs;

/** Any phone's camera opens this page; nothing on it needs JavaScript. */
export const csr = false;

export const load = async ({ params, locals, request, url }) => {
	// The QR names no language, so a phone that comes straight from its camera is sent to the one it speaks.
	const spoken = extractLocaleFromHeader(request);
	const fromCamera = request.headers.get('sec-fetch-site') === 'none';
	if (fromCamera && spoken && spoken !== baseLocale && extractLocaleFromUrl(url) === baseLocale)
		redirect(302, localizeHref(`/B/${params.code}`, { locale: spoken }));
	const bib = await publicBib(app(), locals.caller, { code: params.code });
	if (!bib.ok) error(404, 'not-found');
	return { bib: bib.value, eventHead: eventHeadOf(await shownEvent(locals, bib.value.eventSlug)) };
};
