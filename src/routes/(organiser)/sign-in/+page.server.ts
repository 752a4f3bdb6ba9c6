import { fail, redirect } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { SignInSchema } from '#lib/schemas/account.ts';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/readForm.ts';
import { signIn, signOut } from '#lib/server/services/setup.ts';
import { passOnCookies } from '#lib/server/sessionCookies.ts';
import { accountFaults } from '../accountFaults.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	if (locals.caller.kind === 'account') redirect(303, localizeHref('/organise'));
};

export const actions: Actions = {
	in: async ({ request, cookies }) => {
		const values = Object.fromEntries(await readForm(request));
		const form = SignInSchema.safeParse(values);
		const email = String(values.email ?? '');
		if (!form.success) return fail(400, { email, errors: accountFaults(form.error, values) });
		const signed = await signIn(app(), form.data);
		if (!signed.ok)
			return fail(400, { email, errors: [{ field: 'email', message: m.organiser_wrong_password() }] });
		passOnCookies(cookies, signed.value.headers);
		redirect(303, localizeHref('/organise'));
	},
	out: async ({ request, cookies }) => {
		const signed = await signOut(app(), { headers: request.headers });
		if (signed.ok) passOnCookies(cookies, signed.value.headers);
		redirect(303, localizeHref('/sign-in'));
	}
};
