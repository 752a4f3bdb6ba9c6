import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Visibility } from '#lib/domain/people/entry.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { formFields, parseEntryChange } from '#lib/schemas/registration.ts';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { eventCards } from '#lib/server/events/eventPage.ts';
import { closeRunnerSession } from '#lib/server/registration/runnerLink.ts';
import { changeEntry, runnerPage } from '#lib/server/registration/runnerPage.ts';
import { visibilityWords } from '../../(organiser)/participantWords.ts';
import { ownControls } from '../../personControls.ts';
import { eventHeadOf } from '../../eventHead.ts';
import { shownEvent } from '../../shownEvent.ts';
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
	const eventHead = eventHeadOf(await shownEvent(locals, own.value.event.slug, { invited: true }));
	const isNew = url.searchParams.has('new');
	return { own: own.value, person: ownControls(), isNew, eventHead };
};

const clashValue = (field: string, value: unknown): string => {
	if (value === null || value === '') return m.runner_change_nothing();
	return field === 'visibility' ? visibilityWords[value as Visibility]() : String(value);
};

export const actions = {
	change: async ({ request, locals }) => {
		const values = formFields(await readForm(request));
		const parsed = parseEntryChange(values);
		if (!parsed.ok) return fail(400, { values, errors: formErrors(parsed.error) });
		const asked = { change: parsed.value, locale: getLocale(), madeFrom: values.version ?? '' };
		const saved = await changeEntry(app(), runnerCaller(locals), asked);
		if (saved.ok) return { saved: true };
		const { reason, versionFault, clashes = [], version } = saved.error;
		if (versionFault)
			return fail(409, {
				values: { ...values, version: '' },
				errors: [{ field: 'name', message: m.runner_change_stale() }]
			});
		if (reason !== 'edited-since') return fail(401, { values, errors: [] });
		const errors = clashes.map(({ field, theirs }) => ({
			field,
			message: m.runner_change_clash({ value: clashValue(field, theirs) })
		}));
		return fail(409, { values: { ...values, version: version ?? '' }, errors });
	},
	leave: async ({ cookies, request, url }) => {
		await closeRunnerSession(app(), takeRunnerCookie({ cookies, request, url }));
		redirect(303, localizeHref('/'));
	}
};
