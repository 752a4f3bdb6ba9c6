import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { error } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { getLocale, locales } from '#lib/paraglide/runtime.js';
import { QUESTION_KINDS, wordedIn } from '#lib/domain/people/questions.ts';
import { readMadeFrom } from '#lib/schemas/event/madeFrom.ts';
import {
	choicesField,
	labelField,
	questionForm,
	raceField
} from '#lib/schemas/event/questions/questionForm.ts';
import { app } from '#lib/server/app.ts';
import { eventQuestions } from '#lib/server/events/eventQuestions.ts';
import { eventSettings } from '#lib/server/events/eventSettings.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { orFail } from '../../../../../refusals.ts';
import { text } from '../../../formValues.ts';
import { languageName } from '../../languageName.ts';
import { partUseWords } from '../../partUseWords.ts';
import { saveForm, unreadForm } from '../../saveForm.ts';
import { kindWords } from '../words.ts';
import { clashWords, faultWords } from './words.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = { load: 'edit-event', save: 'edit-event' } satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params: { event, question: slug } }) => {
	const { questions, races } = orFail(await eventQuestions(app(), locals.caller, { event }));
	const question = questions.find((question) => question.slug === slug);
	if (!question) error(404, 'not-found');
	const { settings } = orFail(await eventSettings(app(), locals.caller, { event, form: questionForm(slug) }));
	return {
		settings,
		title: wordedIn(question.label, getLocale()),
		answers: question.answers,
		kinds: QUESTION_KINDS.map((value) => ({ value, label: kindWords[value]() })),
		languages: locales.map((locale) => ({
			name: languageName(locale),
			label: labelField(locale),
			choices: choicesField(locale)
		})),
		races: races.map(({ slug, name }) => ({ id: raceField(slug), name }))
	};
};

export const actions: Actions = {
	save: async ({ request, locals, params }) => {
		const form = await readForm(request, { long: ['was'] });
		const was = readMadeFrom(text(form, 'was'));
		const names = [...form.keys()].filter((name) => name !== 'was' && name !== 'press');
		const sent = Object.fromEntries(names.map((name) => [name, text(form, name).replaceAll('\r\n', '\n')]));
		if (!was.ok) return unreadForm(sent, was.error);
		// A way back names the fields that it changes; from the form itself, a box that is left out is not ticked.
		const whole = 'kind' in sent;
		const boxes = Object.keys(was.value).filter((field) => /^(required|asked|race_.+)$/.test(field));
		const typed = { ...(whole ? Object.fromEntries(boxes.map((box) => [box, ''])) : {}), ...sent };
		return saveForm(
			{ locals },
			{
				event: params.event,
				form: questionForm(params.question),
				typed,
				was: was.value,
				faultWords,
				clashWords,
				useWords: (use) =>
					use.kind
						? { field: 'kind', message: m.question_kind_stays({ label: m.question_kind() }) }
						: { field: choicesField(locales[0]), message: partUseWords(use, use.choice) }
			}
		);
	}
};
