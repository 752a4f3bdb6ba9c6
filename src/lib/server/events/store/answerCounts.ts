import type { Db } from '#lib/server/database/db.ts';

/** Slug of a question → how many answered it. */
export async function countAnswers(db: Db, eventId: string): Promise<Map<string, number>> {
	const rows = await db.entryAnswer.groupBy({
		by: ['question'],
		where: { participant: { eventId } },
		_count: true
	});
	return new Map(rows.map(({ question, _count }) => [question, _count]));
}
