/**
 * Lists of participants: whom the list names read for a plan, and the plan written in a few statements, however long the
 * list and however many have entered the event.
 */
import { foldName } from '#lib/domain/people/foldedName.ts';
import type { Entrant } from '#lib/domain/people/import/item.ts';
import type { KnownEntrant } from '#lib/domain/people/import/plan.ts';
import type { ParticipantItem } from '#lib/schemas/participant.ts';
import { ORGANISER_FIELDS } from '#lib/schemas/person.ts';
import { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';
import { columnNames, columnsFromRows, columnValues, selectedFields } from './personColumns.ts';

const COLUMNS = Prisma.sql`p.id, r.slug as race, w.slug as wave, b.number as bib, ${selectedFields(ORGANISER_FIELDS)}`;
const TABLES = Prisma.sql`participant p join race r on r.id = p.race_id join wave w on w.id = p.wave_id
	left join bib b on b.participant_id = p.id`;

/** Who bears one of the external ids or bibs, those who cancelled too. Who registered personally has a consent. */
export function findEntrants(
	db: Db,
	{ eventId, externalIds, bibs }: { eventId: string; externalIds: string[]; bibs: string[] }
): Promise<KnownEntrant<ParticipantItem>[]> {
	return db.$queryRaw<KnownEntrant<ParticipantItem>[]>`
		select ${COLUMNS}, exists (select 1 from consent c where c.participant_id = p.id) as "selfRegistered",
			p.state = 'cancelled' as cancelled
		from ${TABLES} where p.id in (
			select id from participant where event_id = ${eventId}::uuid and external_id = any (${externalIds})
			union
			select participant_id from bib where event_id = ${eventId}::uuid and number = any (${bibs}))`;
}

/** The id of the participant who bears the number; null: nobody, or a spare. */
export async function findBibBearer(
	db: Db,
	{ eventId, number }: { eventId: string; number: string }
): Promise<string | null> {
	const bib = await db.bib.findUnique({
		where: { eventId_number: { eventId, number } },
		select: { participantId: true }
	});
	return bib?.participantId ?? null;
}

/** The highest number that a bib of the event ever bore; 0: none. */
export async function findLastBib(db: Db, eventId: string): Promise<number> {
	const { lastBib } = await db.event.findUniqueOrThrow({
		where: { id: eventId },
		select: { lastBib: true }
	});
	return lastBib;
}

/** An entrant with the ids that stand for the slugs. */
export type EntrantRow = Entrant<ParticipantItem> & { id: string; raceId: string; waveId: string };

/** The rows as the two statements below read them: a single parameter, whatever their number. */
const rowsFrom = (rows: EntrantRow[]): Prisma.Sql => {
	const json = JSON.stringify(
		rows.map((row) => ({
			id: row.id,
			race_id: row.raceId,
			wave_id: row.waveId,
			name_folded: foldName(row.name),
			...columnValues(ORGANISER_FIELDS, row)
		}))
	);
	return Prisma.sql`jsonb_populate_recordset(null::participant, ${json}::jsonb)`;
};

/** From so many new rows on, the count of the table pays. */
const COUNTED_ANEW = 200;

/** The alias comes from an organiser, so it is released. */
export async function insertEntrants(
	db: Db,
	{ eventId, rows, at }: { eventId: string; rows: EntrantRow[]; at: Date }
): Promise<void> {
	if (rows.length === 0) return;
	await db.$executeRaw`
		insert into participant (id, event_id, race_id, wave_id, name_folded, ${columnNames(ORGANISER_FIELDS)},
			alias_decided, alias_released, created_at)
		select id, ${eventId}::uuid, race_id, wave_id, name_folded, ${columnNames(ORGANISER_FIELDS)},
			alias, alias is not null, ${at}
		from ${rowsFrom(rows)}`;
	// The connection may keep a plan from when the table was small, which reads it from end to end: once for each bib that
	// refers to it. Counting it anew ends such plans.
	if (rows.length >= COUNTED_ANEW) await db.$executeRaw`analyze participant`;
}

/** Another alias than the stored one comes from an organiser, so it is released; the same one says nothing new. */
export async function updateEntrants(db: Db, rows: EntrantRow[]): Promise<void> {
	if (rows.length === 0) return;
	await db.$executeRaw`
		update participant p set race_id = u.race_id, wave_id = u.wave_id, name_folded = u.name_folded,
			${columnsFromRows(ORGANISER_FIELDS)},
			alias_decided = case when u.alias is distinct from p.alias then u.alias else p.alias_decided end,
			alias_released = case when u.alias is distinct from p.alias then u.alias is not null else p.alias_released end
		from ${rowsFrom(rows)} u where p.id = u.id`;
}

export interface BibGrant {
	number: string;
	participantId: string;
	/** Of the QR; used for a number that the event does not have yet. */
	code: string;
}

/** Gives the numbers to their participants. What these bore before becomes a spare: it stays out of use for others. */
export async function grantBibs(
	db: Db,
	{ eventId, grants }: { eventId: string; grants: BibGrant[] }
): Promise<void> {
	if (grants.length === 0) return;
	const json = JSON.stringify(grants);
	const rows = Prisma.sql`jsonb_to_recordset(${json}::jsonb) as u(number text, "participantId" uuid, code text)`;
	await db.$executeRaw`
		update bib set participant_id = null from ${rows} where bib.participant_id = u."participantId"`;
	await db.$executeRaw`
		insert into bib (id, event_id, number, code, participant_id)
		select gen_random_uuid(), ${eventId}::uuid, number, code, "participantId" from ${rows}
		on conflict (event_id, number) do update set participant_id = excluded.participant_id`;
}
