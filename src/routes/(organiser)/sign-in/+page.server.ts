import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail, redirect } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { SignInSchema } from '#lib/schemas/account.ts';
import { app } from '#lib/server/app.ts';
import { limitAct } from '#lib/server/limits/limitAct.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { signIn, signOut } from '#lib/server/accounts/setup.ts';
import { passOnCookies } from '#lib/server/accounts/sessionCookies.ts';
import { tooManyTries } from '../../tooManyTries.ts';
import { accountFaults } from '../accountFaults.ts';
import { rememberBrowser, whoSignsIn } from '../knownCookie.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = { load: 'see-public', in: 'see-public', out: 'see-public' } satisfies RouteVerbs;

export const load: PageServerLoad = ({ locals }) => {
	if (locals.caller.kind === 'account') redirect(303, localizeHref('/organise'));
};

export const actions: Actions = {
	in: async (event) => {
		const { cookies, setHeaders } = event;
		const values = Object.fromEntries(await readForm(event.request));
		const form = SignInSchema.safeParse(values);
		const email = String(values.email ?? '');
		if (!form.success) return fail(400, { email, errors: accountFaults(form.error, values) });
		const tried = await limitAct(app(), 'sign-in', whoSignsIn(event, form.data.email));
		if (!tried.ok) return fail(429, { email, errors: [tooManyTries(setHeaders, tried.error)] });
		const signed = await signIn(app(), form.data);
		if (!signed.ok)
			return fail(400, { email, errors: [{ field: 'email', message: m.organiser_wrong_password() }] });
		await tried.value.forgive();
		passOnCookies(cookies, signed.value.headers);
		rememberBrowser(event, form.data.email);
		redirect(303, localizeHref('/organise'));
	},
	out: async ({ request, cookies }) => {
		const signed = await signOut(app(), { headers: request.headers });
		if (signed.ok) passOnCookies(cookies, signed.value.headers);
		redirect(303, localizeHref('/sign-in'));
	}
};
