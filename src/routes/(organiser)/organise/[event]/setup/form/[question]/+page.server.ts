import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { error, fail } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { getLocale, locales } from '#lib/paraglide/runtime.js';
import { QUESTION_KINDS, wordedIn } from '#lib/domain/people/questions.ts';
import { readMadeFrom, rebasedSettings } from '#lib/schemas/event/madeFrom.ts';
import {
	choicesField,
	labelField,
	questionForm,
	raceField
} from '#lib/schemas/event/questions/questionForm.ts';
import { app } from '#lib/server/app.ts';
import { eventQuestions } from '#lib/server/events/eventQuestions.ts';
import { eventSettings, saveSettings } from '#lib/server/events/eventSettings.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { orFail } from '../../../../../refusals.ts';
import { refusalWords, versionFaultWords } from '../../../../../refusalWords.ts';
import { text } from '../../../formValues.ts';
import { languageName } from '../../languageName.ts';
import { partUseWords } from '../../partUseWords.ts';
import { undoOf } from '../../undo.ts';
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
		if (!was.ok)
			return fail(409, {
				typed: sent,
				was: null,
				errors: [{ field: '', message: versionFaultWords[was.error]() }]
			});
		// A way back names the fields that it changes; from the form itself, a box that is left out is not ticked.
		const whole = 'kind' in sent;
		const boxes = Object.keys(was.value).filter((field) => /^(required|asked|race_.+)$/.test(field));
		const typed = { ...(whole ? Object.fromEntries(boxes.map((box) => [box, ''])) : {}), ...sent };
		const saved = await saveSettings(app(), locals.caller, {
			event: params.event,
			form: questionForm(params.question),
			typed,
			was: was.value
		});
		if (saved.ok) {
			if (!saved.value) return { done: m.organiser_nothing_changed() };
			return { done: m.settings_saved(), undo: undoOf(saved.value) };
		}
		const back = { typed, was: was.value };
		const refused = saved.error;
		if (refused.why === 'faults') return fail(400, { ...back, errors: refused.faults.map(faultWords) });
		if (refused.why === 'clashes')
			return fail(409, {
				typed: rebasedSettings(typed, { was: was.value, now: refused.now }),
				was: refused.now,
				errors: refused.clashes.map(clashWords)
			});
		const uses = refused.why === 'refused' ? (refused.refusal.inUse ?? []) : [];
		if (uses.length > 0)
			return fail(409, {
				...back,
				errors: uses.map((use) =>
					use.kind
						? { field: 'kind', message: m.question_kind_stays({ label: m.question_kind() }) }
						: { field: choicesField(locales[0]), message: partUseWords(use, use.choice) }
				)
			});
		const message =
			refused.why === 'refused' ? refusalWords(refused.refusal) : m.organiser_refused_edited_since();
		return fail(409, { ...back, errors: [{ field: '', message }] });
	}
};
