/** What the registration form asks, and what runners agree to by it. */
import type { EventRules } from '#lib/domain/calendar/ownWords.ts';
import type { Question, Worded } from '#lib/domain/people/questions.ts';
import type { Db } from '#lib/server/database/db.ts';

/** In the order of the form. */
export async function findQuestions(db: Db, eventId: string): Promise<Question[]> {
	const { questions } = await db.event.findUniqueOrThrow({
		where: { id: eventId },
		select: { questions: true }
	});
	return questions as unknown as Question[];
}

/** The rules in force, with the version that they are; null: there never were any. */
export async function findRules(db: Db, eventId: string): Promise<EventRules | null> {
	const last = await db.eventRules.findFirst({ where: { eventId }, orderBy: { version: 'desc' } });
	return last && { version: last.version, texts: last.texts as Worded };
}
