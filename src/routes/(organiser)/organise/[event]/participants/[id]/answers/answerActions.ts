/** What the form with a participant's answers posts. */
import { fail } from '@sveltejs/kit';
import { controlOf, MOST_ANSWERED, wordedIn } from '#lib/domain/people/questions.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { formFields } from '#lib/schemas/registration.ts';
import { readMadeFrom } from '#lib/schemas/event/madeFrom.ts';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import {
	changeAnswers,
	type AnswerFault,
	type AnswerValues
} from '#lib/server/registration/answers/changeAnswers.ts';
import type { WayBack } from '#lib/ui/form/said.svelte.ts';
import { refusalWords, versionFaultWords } from '../../../../../refusalWords.ts';
import { answerWords } from './answerWords.ts';
import type { RequestEvent } from '../$types';

const FAULTS: Record<AnswerFault['reason'], (of: { label: string }) => string> = {
	'answer-not-offered': m.runner_fault_answer_not_offered,
	'answer-too-long': ({ label }) => m.runner_fault_too_long({ label, most: MOST_ANSWERED })
};
const PREFIX = controlOf({ slug: '' });

export async function answers({ request, locals, params }: RequestEvent) {
	const fields = formFields(await readForm(request, { long: ['was'] }));
	const typed = Object.fromEntries(
		Object.entries(fields).flatMap(([field, value]) =>
			field.startsWith(PREFIX) ? [[field.slice(PREFIX.length), value]] : []
		)
	);
	const was = readMadeFrom(fields.was ?? '');
	if (!was.ok)
		return fail(409, {
			answered: { typed, was: null },
			errors: [{ field: '', message: versionFaultWords[was.error]() }]
		});
	const changed = await changeAnswers(app(), locals.caller, { ...params, typed, was: was.value });
	if (changed.ok) {
		if (!changed.value) return { done: m.organiser_nothing_changed() };
		return { done: m.organiser_saved(), undo: wayBackOf(changed.value) };
	}
	const refused = changed.error;
	if (refused.why === 'refused')
		return fail(400, {
			answered: { typed, was: was.value },
			errors: [{ field: '', message: refusalWords(refused.refusal) }]
		});
	if (refused.why === 'faults')
		return fail(400, {
			answered: { typed, was: was.value },
			errors: refused.faults.map(({ question, reason }) => ({
				field: controlOf(question),
				message: FAULTS[reason]({ label: wordedIn(question.label, getLocale()) })
			}))
		});
	return fail(409, {
		answered: { typed, was: refused.now },
		errors: refused.clashes.map(({ question, theirs }) => ({
			field: controlOf(question),
			message: m.settings_clash({
				label: wordedIn(question.label, getLocale()),
				value: theirs === '' ? '–' : answerWords(question, theirs)
			})
		}))
	});
}

const wayBackOf = ({ before, after }: { before: AnswerValues; after: AnswerValues }): WayBack => ({
	action: '?/answers',
	fields: [
		['was', JSON.stringify(after)],
		...Object.entries(before).map(([slug, value]): [string, string] => [controlOf({ slug }), value])
	]
});
