import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail, redirect } from '@sveltejs/kit';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { formFields, parseEntryChange } from '#lib/schemas/registration.ts';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { eventCards, eventHead } from '#lib/server/events/eventPage.ts';
import { closeRunnerSession } from '#lib/server/registration/runnerLink.ts';
import { changeEntry, runnerPage } from '#lib/server/registration/runnerPage.ts';
import { ownControls } from '../../personControls.ts';
import { formErrors } from '../faultWords.ts';
import { runnerCaller } from '../runnerCaller.ts';
import { takeRunnerCookie } from '../runnerCookie.ts';

export const _verbs = {
	load: 'see-public',
	change: 'keep-own-entry',
	leave: 'see-public'
} satisfies RouteVerbs;

export const load = async ({ locals, url, setHeaders }) => {
	// Not `no-referrer`: browsers then send forms with the origin `null`, which the guard against foreign posts refuses.
	setHeaders({ 'Referrer-Policy': 'same-origin', 'Cache-Control': 'private, no-store' });
	const locale = getLocale();
	const own = await runnerPage(app(), runnerCaller(locals), { locale });
	if (!own.ok) {
		const events = await eventCards(app(), locale);
		return {
			own: null,
			linkUnknown: url.searchParams.has('link-unknown'),
			events: events.map(({ slug, name }) => ({ slug, name }))
		};
	}
	const head = await eventHead(app(), own.value.event.slug, locale);
	const isNew = url.searchParams.has('new');
	return { own: own.value, person: ownControls(), isNew, ...(head && { eventHead: head }) };
};

export const actions = {
	change: async ({ request, locals }) => {
		const values = formFields(await readForm(request));
		const parsed = parseEntryChange(values);
		if (!parsed.ok) return fail(400, { values, errors: formErrors(parsed.error) });
		const saved = await changeEntry(app(), runnerCaller(locals), {
			change: parsed.value,
			locale: getLocale()
		});
		if (!saved.ok) return fail(401, { values, errors: [] });
		return { saved: true };
	},
	leave: async ({ cookies, request, url }) => {
		await closeRunnerSession(app(), takeRunnerCookie({ cookies, request, url }));
		redirect(303, localizeHref('/'));
	}
};
