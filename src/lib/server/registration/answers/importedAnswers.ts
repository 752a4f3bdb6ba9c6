/** Answers that come with a list of participants: judged by the event's questions, and stored beside the plan. */
import { answerFault, type Answer, type Question } from '#lib/domain/people/questions.ts';
import type { Outcome, Rejected } from '#lib/domain/people/import/plan.ts';
import { tidyText } from '#lib/domain/people/tidyText.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import type { ParticipantItem } from '#lib/schemas/participant.ts';
import type { Db } from '#lib/server/database/db.ts';
import { findAnswers, writeAnswers } from './store/answers.ts';

type Item = Result<ParticipantItem, Rejected>;

export interface AnsweredItems {
	/** Without answers, which are no part of what a plan compares. */
	items: Item[];
	/** Of each item. */
	answers: Answer[][];
}

export function withoutAnswers(parsed: readonly Item[], questions: readonly Question[]): AnsweredItems {
	const split = parsed.map((item): { item: Item; answers: Answer[] } => {
		if (!item.ok || !item.value.answers) return { item, answers: [] };
		const { answers, ...rest } = item.value;
		const judged = Object.entries(answers).map(([question, value]) =>
			judge({ question, value: tidyText(value) }, questions)
		);
		const fault = judged.find((each) => !each.ok);
		if (fault && !fault.ok) return { item: fault, answers: [] };
		return { item: ok(rest), answers: judged.flatMap((each) => (each.ok ? [each.value] : [])) };
	});
	return { items: split.map(({ item }) => item), answers: split.map(({ answers }) => answers) };
}

function judge(answer: Answer, questions: readonly Question[]): Result<Answer, Rejected> {
	const question = questions.find(({ slug }) => slug === answer.question);
	const at = `answers/${answer.question}`;
	if (!question) return err({ reason: 'unknown-field', message: `${at} is no question of the event` });
	const fault = answer.value === '' ? null : answerFault(question, answer.value);
	return fault === null ? ok(answer) : err({ reason: 'invalid-item', message: `${at} ${WORDS[fault]}` });
}

const WORDS = {
	'answer-not-offered': 'must be one of the choices',
	'answer-too-long': 'must have at most 500 characters'
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
