/** The log of changes of entries, and the version that each entry is at. */
import type { EntryFields, LoggedChange } from '#lib/domain/people/entryVersions.ts';
import type { Db } from '#lib/server/database/db.ts';

export interface NewEntryChange {
	participantId: string;
	before: EntryFields;
	after: EntryFields;
}

/** In the transaction of the change, with the entry held: each entry is a version further. At most one change an entry. */
export async function insertEntryChanges(
	db: Db,
	{ by, atMs, changes }: { by: string; atMs: number; changes: readonly NewEntryChange[] }
): Promise<void> {
	if (changes.length === 0) return;
	const json = JSON.stringify(changes);
	await db.$executeRaw`
		with changed as (
			select * from jsonb_to_recordset(${json}::jsonb) as u("participantId" uuid, before jsonb, after jsonb)
		), counted as (
			update participant p set version = version + 1 from changed where p.id = changed."participantId"
			returning p.id, p.version
		)
		insert into entry_change (participant_id, version, by, at, before, after)
		select counted.id, counted.version, ${by}, ${new Date(atMs)}, before, after
		from counted join changed on changed."participantId" = counted.id`;
}

/** The version that an entry is at. @throws when there is no such entry */
export async function findEntryVersion(db: Db, participantId: string): Promise<number> {
	const where = { id: participantId };
	return (await db.participant.findUniqueOrThrow({ where, select: { version: true } })).version;
}

/** The latest first. @param options.after only those that made a later version */
export async function listEntryChanges(
	db: Db,
	{ participantId, after = 0, most }: { participantId: string; after?: number; most?: number }
): Promise<LoggedChange[]> {
	const rows = await db.entryChange.findMany({
		where: { participantId, version: { gt: after } },
		orderBy: { version: 'desc' },
		take: most
	});
	return rows.map(({ version, by, at, before, after }) => ({
		version,
		by,
		atMs: at.getTime(),
		before: before as EntryFields,
		after: after as EntryFields
	}));
}
