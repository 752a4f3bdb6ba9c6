/**
 * What an event asks besides the person itself, as data: an organiser writes the questions, the form asks them, and the
 * answers stand at the desk. Whom to call and what concerns health are questions of their own kinds: fewer see the answers,
 * and they are gone `KEPT_DAYS` after the event.
 */
import { err, ok, type Result } from '#lib/domain/result.ts';
import type { Verb } from '#lib/domain/access/roles.ts';
import type { FieldFault } from './fault.ts';
import { tidyText } from './tidyText.ts';

export const QUESTION_KINDS = [
	'text',
	'choice',
	'yes-no',
	'size',
	'emergency-contact',
	'medical-note'
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** Language → text; one at least. */
export type Worded = Readonly<Partial<Record<string, string>>>;

export interface Choice {
	slug: string;
	label: Worded;
}

export interface Question {
	/** What its answers are stored by: it stays. */
	slug: string;
	kind: QuestionKind;
	label: Worded;
	required: boolean;
	/** False: it is asked no more, and its answers stay. */
	asked: boolean;
	/** Slugs; empty: every race. */
	races: string[];
	/** Of a choice or a size. */
	choices: Choice[];
}

export interface Answer {
	question: string;
	value: string;
}

/** Who sees answers of a kind. */
export const SEEN_BY: Record<QuestionKind, Verb> = {
	text: 'see-contact',
	choice: 'see-contact',
	'yes-no': 'see-contact',
	size: 'see-contact',
	'emergency-contact': 'see-emergency-contact',
	'medical-note': 'see-medical-note'
};

/** Of answers that are for the day alone. */
export const KEPT_DAYS = 30;
export const DAY_KINDS: readonly QuestionKind[] = ['emergency-contact', 'medical-note'];

export const MOST_ANSWERED = 500;

/** `q_shirt`: the control of the form. */
export const controlOf = (question: Pick<Question, 'slug'>): string => `q_${question.slug}`;

export const isAskedFor = ({ asked, races }: Question, race: string): boolean =>
	asked && (races.length === 0 || races.includes(race));

/** In the language asked for, else the first there is. */
export const wordedIn = (worded: Worded, locale: string): string =>
	worded[locale] ?? Object.values(worded).find((text) => text !== undefined) ?? '';

/**
 * What was answered, as it is stored, or every fault at its control. What is not asked for this race is left out.
 * @param given.answers slug of the question → as typed
 */
export function answersTo(
	questions: readonly Question[],
	{ race, answers }: { race: string; answers: Readonly<Record<string, string>> }
): Result<Answer[], FieldFault[]> {
	const faults: FieldFault[] = [];
	const given = questions
		.filter((question) => isAskedFor(question, race))
		.flatMap((question): Answer[] => {
			const value = tidyText(answers[question.slug] ?? '');
			const reason =
				value === '' ? (question.required ? 'answer-missing' : null) : answerFault(question, value);
			if (reason) faults.push({ field: controlOf(question), reason });
			return value === '' || reason ? [] : [{ question: question.slug, value }];
		});
	return faults.length > 0 ? err(faults) : ok(given);
}

/** What is wrong with an answer that is not empty. */
export function answerFault(
	{ kind, choices }: Question,
	value: string
): 'answer-not-offered' | 'answer-too-long' | null {
	if (kind === 'yes-no') return value === 'yes' || value === 'no' ? null : 'answer-not-offered';
	if (kind === 'choice' || kind === 'size')
		return choices.some(({ slug }) => slug === value) ? null : 'answer-not-offered';
	return value.length > MOST_ANSWERED ? 'answer-too-long' : null;
}
