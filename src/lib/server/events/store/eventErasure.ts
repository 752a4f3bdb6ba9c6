import type { Db } from '#lib/server/database/db.ts';

/**
 * Deletes events with everything that belongs to them. The audit stays, which names nobody.
 * Answers how many of them there were.
 */
export async function eraseEvents(db: Db, eventIds: readonly string[]): Promise<number> {
	const of = { eventId: { in: [...eventIds] } };
	// Those first that hold on to others: a ruling to participants and waves, a passing to its device, an entry to its race.
	await db.ruling.deleteMany({ where: of });
	await db.passing.deleteMany({ where: of });
	await db.bib.deleteMany({ where: of });
	await db.participant.deleteMany({ where: of });
	return (await db.event.deleteMany({ where: { id: of.eventId } })).count;
}
