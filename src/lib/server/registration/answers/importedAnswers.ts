/** Answers that come with a list of participants: judged by the event's questions, and stored beside the plan. */
import { answerFault, MOST_ANSWERED, type Answer, type Question } from '#lib/domain/people/questions.ts';
import type { Outcome, Rejected } from '#lib/domain/people/import/plan.ts';
import { tidyText } from '#lib/domain/people/tidyText.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import type { Fault } from '#lib/schemas/base/problem.ts';
import type { ParticipantItem } from '#lib/schemas/participant.ts';
import type { Db } from '#lib/server/database/db.ts';
import { findAnswers, writeAnswers } from './store/answers.ts';

type Item = Result<ParticipantItem, Rejected>;

export interface AnsweredItems {
	/** Without answers, which are no part of what a plan compares. */
	items: Item[];
	/** Of each item. */
	answers: Answer[][];
	/** What the answers of each item break; empty: nothing. */
	faults: Fault[][];
}

export function withoutAnswers(parsed: readonly Item[], questions: readonly Question[]): AnsweredItems {
	const split = parsed.map((item): { item: Item; answers: Answer[]; faults: Fault[] } => {
		if (!item.ok || !item.value.answers) return { item, answers: [], faults: [] };
		const { answers: given, ...rest } = item.value;
		const answers = Object.entries(given).map(([question, value]) => ({ question, value: tidyText(value) }));
		const faults = answers.flatMap((answer) => faultOf(answer, questions));
		return { item: faults[0] ? rejected(faults[0]) : ok(rest), answers: faults[0] ? [] : answers, faults };
	});
	return {
		items: split.map(({ item }) => item),
		answers: split.map(({ answers }) => answers),
		faults: split.map(({ faults }) => faults)
	};
}

const rejected = ({ pointer, message }: Fault): Item =>
	err({
		reason: message === UNKNOWN ? 'unknown-field' : 'invalid-item',
		message: `${pointer.slice(1)} ${message}`
	});

function faultOf({ question: slug, value }: Answer, questions: readonly Question[]): Fault[] {
	const pointer = `/answers/${slug}`;
	const question = questions.find((question) => question.slug === slug);
	if (!question) return [{ pointer, message: UNKNOWN, value }];
	const fault = value === '' ? null : answerFault(question, value);
	return fault === null ? [] : [{ pointer, message: WORDS[fault], value }];
}

const UNKNOWN = 'is no question of the event';
const WORDS = {
	'answer-not-offered': 'must be one of the choices',
	'answer-too-long': `must have at most ${MOST_ANSWERED} characters`
};

/** Of those who were taken; an empty one says nothing. */
export const writeImportedAnswers = (
	db: Db,
	{ ids, answers }: { ids: (string | undefined)[]; answers: Answer[][] }
): Promise<void> =>
	writeAnswers(
		db,
		answers.flatMap((given, i) => {
			const participantId = ids[i];
			return participantId ? given.filter(isGiven).map((answer) => ({ ...answer, participantId })) : [];
		})
	);

const isGiven = ({ value }: Answer): boolean => value !== '';

/** Which items answer otherwise than is stored. */
export async function changedAnswers(
	db: Db,
	{ outcomes, answers }: { outcomes: Outcome[]; answers: Answer[][] }
): Promise<boolean[]> {
	const ids = outcomes.map((outcome) => (outcome.ok ? outcome.value.id : null));
	const asked = [...new Set(answers.flat().map(({ question }) => question))];
	const participantIds = ids.filter((id) => id !== null);
	const stored =
		asked.length === 0
			? new Map<string, Answer[]>()
			: await findAnswers(db, { participantIds, questions: asked });
	return ids.map((id, i) => {
		const known = new Map(
			(id === null ? [] : stored.get(id))?.map(({ question, value }) => [question, value])
		);
		return (answers[i] ?? []).some(
			(answer) => isGiven(answer) && known.get(answer.question) !== answer.value
		);
	});
}
