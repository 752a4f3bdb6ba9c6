import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { provePassword } from '#lib/server/accounts/passwordAgain.ts';
import { app } from '#lib/server/app.ts';
import { backups, backUpNow } from '#lib/server/backup/ownersBackups.ts';
import { organisedEvents } from '#lib/server/desk/desk.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { limitAct } from '#lib/server/limits/limitAct.ts';
import { clockTime } from '#lib/ui/dates.ts';
import { tooManyTries } from '../../../tooManyTries.ts';
import { orFail } from '../../refusals.ts';
import { refusalWords } from '../../refusalWords.ts';
import { text } from '../[event]/formValues.ts';
import { faultStatus, faultWords } from './faultWords.ts';
import { keepOpen, openUntil } from './passwordCookie.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = {
	load: 'restore-installation',
	make: 'restore-installation',
	open: 'restore-installation'
} satisfies RouteVerbs;

/** A backup is of the installation; its times are read where the newest event is. */
async function zone(locals: App.Locals): Promise<string> {
	const [newest] = orFail(await organisedEvents(app(), locals.caller));
	return newest?.timeZone ?? 'UTC';
}

export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const { failed, ...shown } = orFail(await backups(app(), locals.caller));
	const timeZone = await zone(locals);
	const untilMs = openUntil(event);
	return {
		...shown,
		failed: failed && {
			at: clockTime(failed.atMs, timeZone),
			why: faultWords[failed.fault](),
			said: failed.message
		},
		timeZone,
		openUntil: untilMs && clockTime(untilMs, timeZone)
	};
};

export const actions: Actions = {
	make: async ({ locals }) => {
		const tried = await backUpNow(app(), locals.caller);
		if (!tried.ok) return fail(400, { errors: [{ field: '', message: refusalWords(tried.error) }] });
		if ('fault' in tried.value)
			return fail(faultStatus[tried.value.fault], {
				errors: [{ field: '', message: faultWords[tried.value.fault]() }]
			});
		const { bytes, pausedMs } = tried.value.made;
		const size = megabytes(bytes);
		return {
			done:
				pausedMs === null
					? m.backup_made({ size })
					: m.backup_made_pause({ size, seconds: (pausedMs / 1000).toFixed(1) })
		};
	},
	open: async (event) => {
		const { request, locals, setHeaders } = event;
		const password = text(await readForm(request), 'password');
		if (password === '') {
			const message = m.organiser_field_missing({ field: m.organiser_password() });
			return fail(400, { errors: [{ field: 'password', message }] });
		}
		const account = locals.caller.kind === 'account' ? locals.caller.userId : '';
		const tried = await limitAct(app(), 'sign-in', { address: event.getClientAddress(), account });
		if (!tried.ok) return fail(429, { errors: [tooManyTries(setHeaders, tried.error)] });
		const proved = await provePassword(app(), locals.caller, { headers: request.headers, password });
		if (!proved.ok)
			return fail(400, { errors: [{ field: 'password', message: m.organiser_password_other() }] });
		await tried.value.forgive();
		keepOpen(event, proved.value);
		return { done: m.backup_open_until({ time: clockTime(proved.value.untilMs, await zone(locals)) }) };
	}
};

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
