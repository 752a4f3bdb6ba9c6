/** What an event asks itself, as the form shows it, in the language of the page. Made on the server. */
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import {
	controlOf,
	MOST_ANSWERED,
	wordedIn,
	type Question,
	type QuestionKind
} from '#lib/domain/people/questions.ts';
import type { FormFields } from '#lib/schemas/registration.ts';

export interface QuestionControl {
	id: string;
	label: string;
	/** Why it is asked, and how long it is kept. */
	why: string | undefined;
	required: boolean;
	/** Slugs; empty: every race. */
	races: string[];
	/** Null: it is answered in words. */
	options: { value: string; label: string }[] | null;
	maxlength: number;
}

const WHY: Partial<Record<QuestionKind, () => string>> = {
	'emergency-contact': m.runner_emergency_why,
	'medical-note': m.runner_medical_why
};

export const questionControls = (questions: readonly Question[]): QuestionControl[] =>
	questions
		.filter(({ asked }) => asked)
		.map((question) => ({
			id: controlOf(question),
			label: wordedIn(question.label, getLocale()),
			why: WHY[question.kind]?.(),
			required: question.required,
			races: question.races,
			options: optionsOf(question),
			maxlength: MOST_ANSWERED
		}));

function optionsOf({ kind, choices, required }: Question): QuestionControl['options'] {
	const offered =
		kind === 'yes-no'
			? [
					{ value: 'yes', label: m.runner_answer_yes() },
					{ value: 'no', label: m.runner_answer_no() }
				]
			: choices.map(({ slug, label }) => ({ value: slug, label: wordedIn(label, getLocale()) }));
	if (kind !== 'yes-no' && kind !== 'choice' && kind !== 'size') return null;
	return required ? offered : [{ value: '', label: m.runner_answer_none() }, ...offered];
}

/** Slug of the question → as typed. */
export const typedAnswers = (questions: readonly Question[], fields: FormFields): Record<string, string> =>
	Object.fromEntries(questions.map((question) => [question.slug, fields[controlOf(question)] ?? '']));

/** Id of the control → what its faults call it. */
export const questionLabels = (questions: readonly Question[]): Record<string, string> =>
	Object.fromEntries(
		questions.map((question) => [controlOf(question), wordedIn(question.label, getLocale())])
	);
