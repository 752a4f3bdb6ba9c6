import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import * as m from '#lib/paraglide/messages.js';
import { locales } from '#lib/paraglide/runtime.js';
import { readMadeFrom } from '#lib/schemas/event/madeFrom.ts';
import { raceNameField, wordField, WORDS_FORM } from '#lib/schemas/event/wordsForm.ts';
import { app } from '#lib/server/app.ts';
import { eventSettings } from '#lib/server/events/eventSettings.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { longMoment } from '#lib/ui/dates.ts';
import { orFail } from '../../../../refusals.ts';
import { text } from '../../formValues.ts';
import { languageHeading } from '../languageName.ts';
import { saveForm, unreadForm } from '../saveForm.ts';
import { clashWords, faultWords } from './words.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = { load: 'edit-event', save: 'edit-event' } satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params }) => {
	const opened = await eventSettings(app(), locals.caller, { event: params.event, form: WORDS_FORM });
	const { settings, races, rules, timeZone } = orFail(opened);
	return {
		settings,
		languages: locales.map((locale) => ({
			locale,
			name: languageHeading(locale),
			fields: {
				name: wordField('name', locale),
				place: wordField('place', locale),
				meetingPoint: wordField('meetingPoint', locale),
				rules: wordField('rules', locale)
			},
			races: races.map(({ slug, name }) => ({ id: raceNameField(locale, slug), name }))
		})),
		rules:
			rules && m.words_rules_version({ version: rules.version, moment: longMoment(rules.atMs, timeZone) })
	};
};

export const actions: Actions = {
	save: async ({ request, locals, params }) => {
		const form = await readForm(request, { long: ['was', ...locales.map((l) => wordField('rules', l))] });
		const was = readMadeFrom(text(form, 'was'));
		const names = [...form.keys()].filter((name) => name !== 'was' && name !== 'press');
		const typed = Object.fromEntries(names.map((name) => [name, text(form, name).replaceAll('\r\n', '\n')]));
		if (!was.ok) return unreadForm(typed, was.error);
		const { event } = params;
		return saveForm({ locals }, { event, form: WORDS_FORM, typed, was: was.value, faultWords, clashWords });
	}
};
