import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail } from '@sveltejs/kit';
import { formFields, parseLinkRequest } from '#lib/schemas/registration.ts';
import { app } from '#lib/server/app.ts';
import { limitAct } from '#lib/server/limits/limitAct.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { requestLink } from '#lib/server/registration/runnerLink.ts';
import { tooManyTries } from '../../../../tooManyTries.ts';
import { formErrors } from '../../../faultWords.ts';

export const _verbs = { load: 'see-public', default: 'see-public' } satisfies RouteVerbs;

export const load = () => ({ keepsMails: !app().env.SMTP_URL });

export const actions = {
	default: async ({ request, params, locals, getClientAddress, setHeaders }) => {
		const values = formFields(await readForm(request));
		const tried = await limitAct(app(), 'send-link', { address: getClientAddress() });
		if (!tried.ok) return fail(429, { values, errors: [tooManyTries(setHeaders, tried.error)] });
		const parsed = parseLinkRequest(values);
		if (!parsed.ok) return fail(400, { values, errors: formErrors(parsed.error) });
		await requestLink(app(), locals.caller, { eventSlug: params.event, email: parsed.value.email });
		return { asked: true };
	}
};
