import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail, redirect } from '@sveltejs/kit';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { app } from '#lib/server/app.ts';
import { cancelEntry, runnerPage } from '#lib/server/registration/runnerPage.ts';
import { eventHeadOf } from '../../../eventHead.ts';
import { shownEvent } from '../../../shownEvent.ts';
import { runnerCaller } from '../../runnerCaller.ts';
import { takeRunnerCookie } from '../../runnerCookie.ts';

export const _verbs = { load: 'see-public', default: 'keep-own-entry' } satisfies RouteVerbs;

export const load = async ({ locals, setHeaders }) => {
	setHeaders({ 'Referrer-Policy': 'same-origin' });
	const locale = getLocale();
	const own = await runnerPage(app(), runnerCaller(locals), { locale });
	if (!own.ok) redirect(303, localizeHref('/me'));
	const { bib, event, cancellable } = own.value;
	const eventHead = eventHeadOf(await shownEvent(locals, event.slug, { invited: true }));
	return { bib: bib?.number ?? '', event: event.name, cancellable, eventHead };
};

export const actions = {
	default: async ({ locals, cookies, request, url }) => {
		const cancelled = await cancelEntry(app(), runnerCaller(locals));
		if (!cancelled.ok) return fail(409, { tooLate: cancelled.error.reason === 'closed' });
		takeRunnerCookie({ cookies, request, url });
		redirect(303, localizeHref(`/e/${cancelled.value.eventSlug}/cancelled`));
	}
};
