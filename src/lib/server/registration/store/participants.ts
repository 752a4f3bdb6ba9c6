/** Participants as an organiser sees them. Which are on a page of the list says listedParticipants.ts. */
import { aliasStateOf, type DecidedAlias } from '#lib/domain/people/aliasState.ts';
import type { ShownParticipant } from '#lib/schemas/participant.ts';
import { ORGANISER_FIELDS } from '#lib/schemas/person.ts';
import { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';
import { selectedFields } from './personColumns.ts';

const COLUMNS = Prisma.sql`p.id, r.slug as race, w.slug as wave, b.number as bib, ${selectedFields(ORGANISER_FIELDS)},
	p.alias_decided as "aliasDecided", p.alias_released as "aliasReleased", p.state,
	p.merged_into_id as "mergedInto"`;
const TABLES = Prisma.sql`participant p join race r on r.id = p.race_id join wave w on w.id = p.wave_id
	left join bib b on b.participant_id = p.id`;

export async function findParticipant(
	db: Db,
	{ eventId, id }: { eventId: string; id: string }
): Promise<ShownParticipant | null> {
	const [row] = await db.$queryRaw<Row[]>`
		select ${COLUMNS} from ${TABLES} where p.event_id = ${eventId}::uuid and p.id = ${id}::uuid`;
	return row ? shownOf(row) : null;
}

export const isParticipantOf = async (
	db: Db,
	{ eventId, id }: { eventId: string; id: string }
): Promise<boolean> =>
	(await db.participant.findFirst({ where: { eventId, id }, select: { id: true } })) !== null;

/** In the order of `ids`; who is gone is left out. */
export async function findParticipants(db: Db, ids: readonly string[]): Promise<ShownParticipant[]> {
	const rows = await db.$queryRaw<Row[]>`
		select ${COLUMNS} from ${TABLES} where p.id = any(${ids}::uuid[])`;
	const shown = new Map(rows.map((row) => [row.id, shownOf(row)]));
	return ids.flatMap((id) => shown.get(id) ?? []);
}

export async function setParticipantState(
	db: Db,
	{ id, state }: { id: string; state: ShownParticipant['state'] }
): Promise<void> {
	await db.participant.update({ where: { id }, data: { state } });
}

type Row = Omit<ShownParticipant, 'aliasReleased' | 'mergedInto'> &
	DecidedAlias & { mergedInto: string | null };

const shownOf = ({ aliasDecided, aliasReleased, mergedInto, ...row }: Row): ShownParticipant => ({
	...row,
	...(mergedInto && { mergedInto }),
	aliasReleased: aliasStateOf({ alias: row.alias, aliasDecided, aliasReleased }) === 'released'
});
