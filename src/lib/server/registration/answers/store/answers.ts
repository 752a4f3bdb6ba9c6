/** Answers to the questions of an event. */
import type { Answer } from '#lib/domain/people/questions.ts';
import { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';

/** Each takes the place of the one before. */
export async function writeAnswers(
	db: Db,
	answers: readonly (Answer & { participantId: string })[]
): Promise<void> {
	if (answers.length === 0) return;
	await db.$executeRaw`
		insert into entry_answer (participant_id, question, value)
		select "participantId", question, value
		from jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) as u("participantId" uuid, question text, value text)
		on conflict (participant_id, question) do update set value = excluded.value`;
}

export async function deleteAnswers(
	db: Db,
	{ participantId, questions }: { participantId: string; questions: string[] }
): Promise<void> {
	await db.entryAnswer.deleteMany({ where: { participantId, question: { in: questions } } });
}

/** Participant → answers. @param wanted.questions slugs: those alone */
export async function findAnswers(
	db: Db,
	{ participantIds, questions }: { participantIds: string[]; questions: string[] }
): Promise<Map<string, Answer[]>> {
	const rows = await db.$queryRaw<(Answer & { participantId: string })[]>`
		select participant_id as "participantId", question, value from entry_answer
		where participant_id = any (${participantIds}::uuid[]) and question = any (${questions})
		order by question`;
	const byParticipant = new Map<string, Answer[]>();
	for (const { participantId, question, value } of rows) {
		const answers = byParticipant.get(participantId);
		if (answers) answers.push({ question, value });
		else byParticipant.set(participantId, [{ question, value }]);
	}
	return byParticipant;
}

/** Of these kinds, at events of which the day is before `before`. @returns how many */
export const forgetAnswers = (
	db: Db,
	{ kinds, before }: { kinds: readonly string[]; before: Date }
): Promise<number> =>
	db.$executeRaw`
		delete from entry_answer a using participant p, event e, jsonb_array_elements(e.questions) q
		where a.participant_id = p.id and p.event_id = e.id and e.date < ${before}::date
			and q ->> 'slug' = a.question and q ->> 'kind' in (${Prisma.join([...kinds])})`;
