/** Participants as an organiser sees them: one, or a page of the list. */
import { aliasStateOf } from '#lib/domain/registration/aliasState.ts';
import { foldName } from '#lib/domain/registration/foldedName.ts';
import type { ShownParticipant } from '#lib/schemas/participant.ts';
import { Prisma } from '../database/client/client.ts';
import type { Db } from './db.ts';

const parts = {
	race: { select: { slug: true } },
	wave: { select: { slug: true } },
	bib: { select: { number: true } }
} satisfies Prisma.ParticipantInclude;
type Row = Prisma.ParticipantGetPayload<{ include: typeof parts }>;

export async function findParticipant(
	db: Db,
	{ eventId, id }: { eventId: string; id: string }
): Promise<ShownParticipant | null> {
	const row = await db.participant.findFirst({ where: { eventId, id }, include: parts });
	return row && shownOf(row);
}

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
		(await db.participant.findMany({ where: { id: { in: ids } }, include: parts })).map((row) => [
			row.id,
			row
		])
	);
	return { items: ids.flatMap((id) => rows.get(id) ?? []).map(shownOf), total: Number(total) };
}

export async function setParticipantState(
	db: Db,
	{ id, state }: { id: string; state: ShownParticipant['state'] }
): Promise<void> {
	await db.participant.update({ where: { id }, data: { state } });
}

/** The columns were written from parsed values, so the closed lists need no second check. */
const shownOf = (row: Row): ShownParticipant => ({
	id: row.id,
	race: row.race.slug,
	wave: row.wave.slug,
	bib: row.bib?.number ?? null,
	name: row.name,
	sex: row.sex as ShownParticipant['sex'],
	birthDate: row.birthDate?.toISOString().slice(0, 10) ?? null,
	age: row.age,
	club: row.club,
	externalId: row.externalId,
	division: row.division,
	visibility: row.visibility as ShownParticipant['visibility'],
	alias: row.alias,
	aliasReleased: aliasStateOf(row) === 'released',
	email: row.email,
	state: row.state as ShownParticipant['state']
});
