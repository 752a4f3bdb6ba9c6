/** The form of one question of an event: what it asks in each language, of whom, with which choices. As text, and back. */
import { err, ok, type Result } from '#lib/domain/result.ts';
import { QUESTION_KINDS, type Choice, type Question, type Worded } from '#lib/domain/people/questions.ts';
import { locales } from '#lib/paraglide/runtime.js';
import { EventDocumentSchema, writeEventDocument, type EventDocument } from '#lib/schemas/event/event.ts';
import { freeSlug, shortNameOf } from '#lib/schemas/event/eventFields.ts';
import { ruleOf } from '#lib/schemas/event/eventRules.ts';
import type { ChangedDocument, EventForm, SettingFault, Settings } from '#lib/schemas/event/madeFrom.ts';
import { LONGEST_LABEL, MOST_CHOICES } from './question.ts';

export const labelField = (locale: string): string => `label_${locale}`;
/** One choice in a line. */
export const choicesField = (locale: string): string => `choices_${locale}`;
export const raceField = (slug: string): string => `race_${slug}`;

const hasChoices = (kind: string): boolean => kind === 'choice' || kind === 'size';

export const questionForm = (slug: string): EventForm => ({
	settingsOf: (document) => {
		const question = questionsOf(document).find((question) => question.slug === slug);
		return question ? questionSettings(question, document) : null;
	},
	withSettings: (document, changed) => withQuestion(document, slug, changed)
});

export const questionsOf = (document: EventDocument): Question[] => document.questions ?? [];

function questionSettings(question: Question, { races }: EventDocument): Settings {
	const { kind, label, required, asked, choices } = question;
	return {
		kind,
		required: required ? 'yes' : '',
		asked: asked ? 'yes' : '',
		...Object.fromEntries(locales.map((locale) => [labelField(locale), label[locale] ?? ''])),
		...Object.fromEntries(locales.map((locale) => [choicesField(locale), linesOf(choices, locale)])),
		...Object.fromEntries(
			races.map(({ slug }) => [raceField(slug), question.races.includes(slug) ? 'yes' : ''])
		)
	};
}

/** Empty where no choice is said in this language. */
const linesOf = (choices: Choice[], locale: string): string =>
	choices.some(({ label }) => label[locale] !== undefined)
		? choices.map(({ label }) => label[locale] ?? '').join('\n')
		: '';

function withQuestion(
	document: EventDocument,
	slug: string,
	changed: Settings
): Result<ChangedDocument, SettingFault[]> {
	const before = questionsOf(document).find((question) => question.slug === slug);
	if (!before) return err([]);
	const wanted = { ...questionSettings(before, document), ...changed };
	const of = (field: string): string => (wanted[field] ?? '').trim();
	const kind = QUESTION_KINDS.find((kind) => kind === of('kind'));
	if (!kind) return err([{ field: 'kind', reason: 'choice' }]);
	const label = wordedOf((locale) => of(labelField(locale)));
	if (Object.keys(label).length === 0)
		return err([{ field: labelField(locales[0]), reason: 'label-missing' }]);
	const asked = of('asked') === 'yes';
	const choices = hasChoices(kind) ? choicesOf(before.choices, { of, asked }) : ok(before.choices);
	if (!choices.ok) return choices;
	// With its first choices it can be asked, and is.
	const complete = hasChoices(kind) && before.choices.length === 0 && choices.value.length > 0;
	const question: Question = {
		...before,
		kind,
		label,
		required: of('required') === 'yes',
		asked: asked || complete,
		races: document.races.flatMap(({ slug }) => (of(raceField(slug)) === 'yes' ? [slug] : [])),
		choices: choices.value
	};
	const questions = questionsOf(document).map((each) => (each.slug === slug ? question : each));
	const made = { ...document, questions } as ChangedDocument;
	const faults = documentFaults(made, questions.indexOf(question));
	return faults.length > 0 ? err(faults) : ok(made);
}

const wordedOf = (textIn: (locale: string) => string): Worded =>
	Object.fromEntries(
		locales.flatMap((locale) => {
			const text = textIn(locale);
			return text === '' ? [] : [[locale, text]];
		})
	);

/**
 * Lines of the languages, side by side. A choice that is still worded as before in one of them keeps what its answers are
 * stored by.
 */
function choicesOf(
	before: Choice[],
	{ of, asked }: { of: (field: string) => string; asked: boolean }
): Result<Choice[], SettingFault[]> {
	const lines = new Map(
		locales.flatMap((locale) => {
			const said = of(choicesField(locale))
				.split('\n')
				.map((line) => line.trim());
			return of(choicesField(locale)) === '' ? [] : [[locale, said] as const];
		})
	);
	const [first] = lines;
	if (!first) return asked ? err([{ field: choicesField(locales[0]), reason: 'too-few-choices' }]) : ok([]);
	const [base, bases] = first;
	const field = choicesField(base);
	if (bases.length > MOST_CHOICES) return err([{ field, reason: 'count' }]);
	if (new Set(bases).size < bases.length || bases.includes(''))
		return err([{ field, reason: 'same-choice' }]);
	for (const [locale, said] of lines)
		if (said.length !== bases.length)
			return err([{ field: choicesField(locale), reason: 'choices-differ', limit: String(bases.length) }]);
	const taken = new Set(before.map(({ slug }) => slug));
	const known = new Set(before);
	return ok(
		bases.map((text, i) => {
			const label = wordedOf((locale) => lines.get(locale as typeof base)?.[i] ?? '');
			const same = [...known].find((choice) =>
				locales.some((locale) => label[locale] !== undefined && label[locale] === choice.label[locale])
			);
			if (same) known.delete(same);
			const slug = same?.slug ?? freeSlug(shortNameOf(text) || 'choice', taken);
			taken.add(slug);
			return { slug, label };
		})
	);
}

function documentFaults(document: EventDocument, index: number): SettingFault[] {
	const checked = EventDocumentSchema.safeParse(writeEventDocument(document));
	if (checked.success) return [];
	return checked.error.issues.flatMap((issue): SettingFault[] => {
		const [part, at, name, inner, , last] = issue.path.map(String);
		if (part !== 'questions' || Number(at) !== index) return [];
		if (name === 'label')
			return [{ field: labelField(inner ?? locales[0]), reason: 'text', limit: String(LONGEST_LABEL) }];
		const few = ruleOf(issue)?.rule === 'too-few-choices';
		return [{ field: choicesField(last ?? locales[0]), reason: few ? 'too-few-choices' : 'text' }];
	});
}
