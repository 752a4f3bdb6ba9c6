import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail, redirect } from '@sveltejs/kit';
import { localizeHref } from '#lib/paraglide/runtime.js';
import {
	NEW_EVENT_FIELDS,
	parseNewEvent,
	TEMPLATES,
	type NewEventValues
} from '#lib/schemas/event/newEvent.ts';
import { app } from '#lib/server/app.ts';
import { newEvent } from '#lib/server/events/newEvent.ts';
import { organisedEvents } from '#lib/server/desk/desk.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { orFail } from '../../refusals.ts';
import { refusalWords } from '../../refusalWords.ts';
import { text } from '../[event]/formValues.ts';
import { defaultValues, faultWords, takenWords } from './words.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = { load: 'manage-installation', default: 'manage-installation' } satisfies RouteVerbs;

const templateOf = (chosen: string | null) => TEMPLATES.find((template) => template === chosen) ?? null;

/** Without a template the page asks for one. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const template = templateOf(url.searchParams.get('template'));
	const events = orFail(await organisedEvents(app(), locals.caller));
	const own = events.map(({ slug, name, date }) => ({ slug, name, date }));
	if (!template) return { template, values: null, zones: [], own };
	const [latest] = events;
	return {
		template,
		values: defaultValues(template, { nowMs: app().now(), timeZone: latest?.timeZone }),
		zones: Intl.supportedValuesOf('timeZone'),
		own
	};
};

export const actions: Actions = {
	default: async ({ request, locals, url }) => {
		const form = await readForm(request);
		const values = Object.fromEntries(
			NEW_EVENT_FIELDS.map((field) => [field, text(form, field)])
		) as NewEventValues;
		const template = templateOf(url.searchParams.get('template'));
		// Sent by no page of ours.
		if (!template) redirect(303, localizeHref('/organise/new'));
		const parsed = parseNewEvent(values, { template, nowMs: app().now() });
		if (!parsed.ok)
			return fail(400, {
				values,
				errors: parsed.error.map((fault) => faultWords(fault, { values, template }))
			});
		const made = await newEvent(app(), locals.caller, parsed.value);
		if (!made.ok) {
			const taken = made.error.reason === 'in-use';
			const error = taken ? takenWords(values) : { field: '', message: refusalWords(made.error) };
			return fail(taken ? 409 : 400, { values, errors: [error] });
		}
		redirect(303, localizeHref(`/organise/${made.value.slug}`));
	}
};
