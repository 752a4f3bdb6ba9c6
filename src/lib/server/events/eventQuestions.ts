/** Questions that are added to an event, put into another order and taken out of it, by its pages. */
import { err, ok, type Result } from '#lib/domain/result.ts';
import { QUESTION_KINDS, type Question } from '#lib/domain/people/questions.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import { freeSlug, shortNameOf } from '#lib/schemas/event/eventFields.ts';
import { LONGEST_LABEL, MOST_QUESTIONS } from '#lib/schemas/event/questions/question.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { putEventDocument } from './eventDocument.ts';
import { openedDocument } from './eventSettings.ts';
import { countAnswers } from './store/answerCounts.ts';

export interface AskedQuestion extends Question {
	answers: number;
}

export async function eventQuestions(
	app: App,
	caller: Caller,
	{ event }: { event: string }
): Promise<Result<{ questions: AskedQuestion[]; races: { slug: string; name: string }[] }, Refusal>> {
	const opened = await openedDocument(app, caller, event);
	if (!opened.ok) return opened;
	const { id, document } = opened.value;
	const counts = await countAnswers(app.database.prisma, id);
	return ok({
		questions: document.questions.map((question) => ({
			...question,
			answers: counts.get(question.slug) ?? 0
		})),
		races: document.races.map(({ slug, name }) => ({ slug, name }))
	});
}

/** What a size is offered as at first. */
const SIZES = ['XS', 'S', 'M', 'L', 'XL', 'XXL'];

export type NewQuestionRefusal =
	{ why: 'refused'; refusal: Refusal } | { why: 'label' | 'kind' | 'too-many' };

/** @param input.label in `locale`; the other languages are written on the question's own page. @returns its slug */
export async function addQuestion(
	app: App,
	caller: Caller,
	{ event, kind: wanted, label, locale }: { event: string; kind: string; label: string; locale: string }
): Promise<Result<string, NewQuestionRefusal>> {
	const opened = await openedDocument(app, caller, event);
	if (!opened.ok) return err({ why: 'refused', refusal: opened.error });
	const { document, etag } = opened.value;
	const kind = QUESTION_KINDS.find((kind) => kind === wanted);
	if (!kind) return err({ why: 'kind' });
	if (label === '' || label.length > LONGEST_LABEL) return err({ why: 'label' });
	if (document.questions.length >= MOST_QUESTIONS) return err({ why: 'too-many' });
	const slug = freeSlug(
		shortNameOf(label) || 'question',
		new Set(document.questions.map(({ slug }) => slug))
	);
	const question: Question = {
		slug,
		kind,
		label: { [locale]: label },
		required: false,
		// Its choices are written first.
		asked: kind !== 'choice',
		races: [],
		choices: choicesOf(kind, locale)
	};
	const changed = { ...document, questions: [...document.questions, question] };
	const written = await putEventDocument(app, caller, { event, document: changed, ifMatch: [etag] });
	return written.ok ? ok(slug) : err({ why: 'refused', refusal: written.error });
}

const choicesOf = (kind: Question['kind'], locale: string): Question['choices'] =>
	kind === 'size' ? SIZES.map((size) => ({ slug: size.toLowerCase(), label: { [locale]: size } })) : [];

/** One place up in the form. */
export async function raiseQuestion(
	app: App,
	caller: Caller,
	{ event, question: slug }: { event: string; question: string }
): Promise<Result<null, Refusal>> {
	return changeQuestions(app, caller, {
		event,
		slug,
		change: (questions, at) => {
			const [raised] = questions.splice(at, 1);
			if (raised) questions.splice(Math.max(0, at - 1), 0, raised);
		}
	});
}

/** Refused as `in-use` where it has answers: it can be asked no more instead. */
export async function removeQuestion(
	app: App,
	caller: Caller,
	{ event, question: slug }: { event: string; question: string }
): Promise<Result<null, Refusal>> {
	return changeQuestions(app, caller, {
		event,
		slug,
		change: (questions, at) => questions.splice(at, 1)
	});
}

async function changeQuestions(
	app: App,
	caller: Caller,
	{
		event,
		slug,
		change
	}: { event: string; slug: string; change: (questions: Question[], at: number) => void }
): Promise<Result<null, Refusal>> {
	const opened = await openedDocument(app, caller, event);
	if (!opened.ok) return opened;
	const { document, etag } = opened.value;
	const at = document.questions.findIndex((question) => question.slug === slug);
	if (at < 0) return refuse('not-found', `${event} has no question ${slug}`);
	const questions = [...document.questions];
	change(questions, at);
	const changed = { ...document, questions };
	const written = await putEventDocument(app, caller, { event, document: changed, ifMatch: [etag] });
	return written.ok ? ok(null) : written;
}
