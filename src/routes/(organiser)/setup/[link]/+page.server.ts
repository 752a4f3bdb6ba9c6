import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail, redirect } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { SetUpSchema } from '#lib/schemas/account.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import { app } from '#lib/server/app.ts';
import { limitAct } from '#lib/server/limits/limitAct.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { isSetupLink, setUpOwner } from '#lib/server/accounts/setup.ts';
import { passOnCookies } from '#lib/server/accounts/sessionCookies.ts';
import { tooManyTries } from '../../../tooManyTries.ts';
import { accountFaults } from '../../accountFaults.ts';
import { rememberBrowser } from '../../knownCookie.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = { load: 'see-public', default: 'see-public' } satisfies RouteVerbs;

/** Used up by somebody else meanwhile, or refused by what keeps the accounts. */
const setUpWords = ({ reason }: Refusal): string =>
	reason === 'not-found' ? m.organiser_setup_used() : m.organiser_setup_refused();

export const load: PageServerLoad = async ({ params, setHeaders }) => {
	// The address holds a secret. Not `no-referrer`: with that a browser posts the form with `Origin: null`.
	setHeaders({ 'Referrer-Policy': 'same-origin', 'Cache-Control': 'no-store' });
	return { valid: await isSetupLink(app(), { link: params.link }) };
};

export const actions: Actions = {
	default: async ({ request, params, cookies, url, getClientAddress, setHeaders }) => {
		const values = Object.fromEntries(await readForm(request));
		const kept = { name: String(values.name ?? ''), email: String(values.email ?? '') };
		const form = SetUpSchema.safeParse(values);
		if (!form.success) return fail(400, { ...kept, errors: accountFaults(form.error, values) });
		const tried = await limitAct(app(), 'set-up', { address: getClientAddress() });
		if (!tried.ok) return fail(429, { ...kept, errors: [tooManyTries(setHeaders, tried.error)] });
		const signed = await setUpOwner(app(), { link: params.link, ...form.data });
		if (!signed.ok) return fail(400, { ...kept, errors: [{ field: '', message: setUpWords(signed.error) }] });
		passOnCookies(cookies, signed.value.headers);
		rememberBrowser({ cookies, request, url }, form.data.email);
		redirect(303, localizeHref('/organise'));
	}
};
