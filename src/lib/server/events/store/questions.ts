import type { Question } from '#lib/domain/people/questions.ts';
import type { Db } from '#lib/server/database/db.ts';

/** In the order of the form. */
export async function findQuestions(db: Db, eventId: string): Promise<Question[]> {
	const { questions } = await db.event.findUniqueOrThrow({
		where: { id: eventId },
		select: { questions: true }
	});
	return questions as unknown as Question[];
}
