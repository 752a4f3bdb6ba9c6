/** Participants as an organiser sees them: one, or a page of the list. */
import { aliasStateOf, type DecidedAlias } from '#lib/domain/people/aliasState.ts';
import { foldName } from '#lib/domain/people/foldedName.ts';
import type { ShownParticipant } from '#lib/schemas/participant.ts';
import { ORGANISER_FIELDS } from '#lib/schemas/person.ts';
import { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';
import { selectedFields } from './personColumns.ts';

const COLUMNS = Prisma.sql`p.id, r.slug as race, w.slug as wave, b.number as bib, ${selectedFields(ORGANISER_FIELDS)},
	p.alias_decided as "aliasDecided", p.alias_released as "aliasReleased", p.state`;
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

export interface ParticipantsWanted {
	eventId: string;
	race?: string | undefined;
	/** Part of a name, or a whole bib. */
	q?: string | undefined;
	offset: number;
	limit: number;
}

/** By race, then by bib: numbers as numbers, `9` before `10`. */
export async function listParticipants(
	db: Db,
	{ eventId, race, q, offset, limit }: ParticipantsWanted
): Promise<{ items: ShownParticipant[]; total: number }> {
	const name = `%${foldName(q ?? '').replace(/[\\%_]/g, '\\$&')}%`;
	const matching = Prisma.sql`participant p join race r on r.id = p.race_id left join bib b on b.participant_id = p.id
		where p.event_id = ${eventId}::uuid
			and (${race ?? null}::text is null or r.slug = ${race ?? null})
			and (${q ?? null}::text is null or p.name_folded like ${name} or b.number = upper(${q ?? null}))`;
	const page = await db.$queryRaw<{ id: string }[]>`
		select p.id from ${matching} order by r.position, length(b.number), b.number, p.id
		limit ${limit} offset ${offset}`;
	const [{ total = 0n } = {}] = await db.$queryRaw<
		{ total: bigint }[]
	>`select count(*) as total from ${matching}`;
	const ids = page.map(({ id }) => id);
	const rows = new Map(
		(
			await db.$queryRaw<Row[]>`
				select ${COLUMNS} from ${TABLES} where p.id = any(${ids}::uuid[])`
		).map((row) => [row.id, shownOf(row)])
	);
	return { items: ids.flatMap((id) => rows.get(id) ?? []), total: Number(total) };
}

export async function setParticipantState(
	db: Db,
	{ id, state }: { id: string; state: ShownParticipant['state'] }
): Promise<void> {
	await db.participant.update({ where: { id }, data: { state } });
}

type Row = Omit<ShownParticipant, 'aliasReleased'> & DecidedAlias;

const shownOf = ({ aliasDecided, aliasReleased, ...row }: Row): ShownParticipant => ({
	...row,
	aliasReleased: aliasStateOf({ alias: row.alias, aliasDecided, aliasReleased }) === 'released'
});
