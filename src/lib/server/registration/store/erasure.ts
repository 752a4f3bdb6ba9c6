import type { Db } from '#lib/server/database/db.ts';

/**
 * Takes out who somebody is: everything that was typed about the person, the answers, the links, the mails, and the log of
 * changes; of the entry and of what was merged into it, which is the same person.
 * Entry, bib and reads stay without a name and out of every public list, so that the places of others hold.
 * Answers how many of them there were.
 */
export async function eraseIdentities(db: Db, participantIds: readonly string[]): Promise<number> {
	const entries = await db.$queryRaw<{ id: string }[]>`
		with recursive person (id) as (
			select unnest(${[...participantIds]}::uuid[])
			union
			select p.id from participant p join person on p.merged_into_id = person.id)
		select id from person`;
	const of = { participantId: { in: entries.map(({ id }) => id) } };
	await db.entryAnswer.deleteMany({ where: of });
	await db.participantSession.deleteMany({ where: of });
	await db.participantLink.deleteMany({ where: of });
	await db.outgoingMail.deleteMany({ where: of });
	await db.entryChange.deleteMany({ where: of });
	await db.consent.deleteMany({ where: of });
	const { count } = await db.participant.updateMany({
		where: { id: of.participantId },
		data: {
			name: '',
			nameFolded: '',
			birthDate: null,
			club: null,
			externalId: null,
			email: null,
			guardianName: null,
			alias: null,
			aliasDecided: null,
			aliasReleased: false,
			visibility: 'hidden'
		}
	});
	return count;
}
