import { fail, redirect } from '@sveltejs/kit';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { app } from '#lib/server/app.ts';
import { cancelEntry, runnerPage } from '#lib/server/services/runnerPage.ts';
import { runnerCaller } from '../../runnerCaller.ts';
import { takeRunnerCookie } from '../../runnerCookie.ts';

export const load = async ({ locals, setHeaders }) => {
	setHeaders({ 'Referrer-Policy': 'no-referrer' });
	const own = await runnerPage(app(), runnerCaller(locals), { locale: getLocale() });
	if (!own.ok) redirect(303, localizeHref('/me'));
	return {
		bib: own.value.bib?.number ?? '',
		event: own.value.event.name,
		cancellable: own.value.cancellable
	};
};

export const actions = {
	default: async ({ locals, cookies, url }) => {
		const cancelled = await cancelEntry(app(), runnerCaller(locals));
		if (!cancelled.ok) return fail(409, { tooLate: cancelled.error.reason === 'closed' });
		takeRunnerCookie({ cookies, url });
		redirect(303, localizeHref(`/e/${cancelled.value.eventSlug}/cancelled`));
	}
};
