import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail, redirect } from '@sveltejs/kit';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { app } from '#lib/server/app.ts';
import {
	closeRunnerSession,
	exchangeLink,
	noteLinkOpened,
	runnerOfLink
} from '#lib/server/registration/runnerLink.ts';
import { tooManyTries } from '../../../tooManyTries.ts';
import { setRunnerCookie, takeRunnerCookie } from '../../runnerCookie.ts';

export const _verbs = { load: 'see-public', default: 'see-public' } satisfies RouteVerbs;

/** Shows a button and changes nothing, since mail programs and scanners fetch every link. A device with the session is the runner's. */
export const load = async ({ params, locals, setHeaders }) => {
	setHeaders({
		// The secret goes no further than this page. Not `no-referrer`: browsers then send forms with the origin `null`.
		'Referrer-Policy': 'strict-origin',
		'Cache-Control': 'no-store',
		'X-Robots-Tag': 'noindex'
	});
	const runnerId = await runnerOfLink(app(), params.token);
	if (!runnerId) redirect(303, `${localizeHref('/me')}?link-unknown`);
	if (runnerId !== locals.runnerId) return;
	await noteLinkOpened(app(), params.token);
	redirect(303, localizeHref('/me'));
};

export const actions = {
	default: async ({ params, locals, cookies, request, url, setHeaders }) => {
		const runnerId = await runnerOfLink(app(), params.token);
		if (runnerId && runnerId === locals.runnerId) redirect(303, localizeHref('/me'));
		const session = await exchangeLink(app(), locals.caller, { token: params.token });
		if (session.ok) {
			// Another runner of the same family was here before: that session ends with its cookie.
			if (locals.runnerId) await closeRunnerSession(app(), takeRunnerCookie({ cookies, request, url }));
			setRunnerCookie({ cookies, request, url }, session.value);
			redirect(303, localizeHref('/me'));
		}
		const { retryAfterS } = session.error;
		if (retryAfterS === undefined) redirect(303, `${localizeHref('/me')}?link-unknown`);
		return fail(429, { errors: [tooManyTries(setHeaders, { waitS: retryAfterS })] });
	}
};
