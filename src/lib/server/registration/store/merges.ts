/** Two entries of one person, as rows: what a merge is decided by, and what it writes. */
import type { MergedSide } from '#lib/domain/people/merging/merge.ts';
import type { Db } from '#lib/server/database/db.ts';
import { foldName } from '#lib/domain/people/foldedName.ts';

export interface MergeSide extends MergedSide {
	name: string;
	/** Of the race. */
	raceName: string;
	email: string | null;
	birthDate: string | null;
	state: string;
	mergedIntoId: string | null;
	/** Of the entry, from 1. */
	version: number;
}

/** In no particular order; who is not in the event is left out. */
export async function findMergeSides(
	db: Db,
	{ eventId, ids }: { eventId: string; ids: readonly string[] }
): Promise<MergeSide[]> {
	const rows = await db.$queryRaw<(Omit<MergeSide, 'createdAtMs'> & { createdAt: Date })[]>`
		select p.id, p.created_at as "createdAt", b.number as bib, p.visibility, p.alias, p.name, r.name as "raceName",
			p.email, to_char(p.birth_date, 'YYYY-MM-DD') as "birthDate", p.state, p.merged_into_id as "mergedIntoId", p.version
		from participant p join race r on r.id = p.race_id left join bib b on b.participant_id = p.id
		where p.event_id = ${eventId}::uuid and p.id = any (${[...ids]}::uuid[])`;
	return rows.map(({ createdAt, ...row }) => ({ ...row, createdAtMs: createdAt.getTime() }));
}

/** Registered entries with that bib, else with those words in the name; the same entry is none. */
export async function findMergeCandidates(
	db: Db,
	{ eventId, id, words, most }: { eventId: string; id: string; words: string; most: number }
): Promise<string[]> {
	const part = `%${foldName(words).replace(/[\\%_]/g, '\\$&')}%`;
	const rows = await db.$queryRaw<{ id: string; exact: boolean }[]>`
		select p.id, b.number is not distinct from upper(${words}) as exact
		from participant p left join bib b on b.participant_id = p.id and b.event_id = ${eventId}::uuid
		where p.event_id = ${eventId}::uuid and p.state = 'registered' and p.id <> ${id}::uuid
			and (p.name_folded like ${part} or b.number = upper(${words}))
		order by exact desc, p.name_folded, length(b.number), b.number, p.id limit ${most}`;
	const exact = rows.filter((row) => row.exact);
	return (exact.length > 0 ? exact : rows).map((row) => row.id);
}

/** Who was merged into an entry itself. */
export async function findMergedInto(db: Db, keptId: string): Promise<string[]> {
	const rows = await db.participant.findMany({ where: { mergedIntoId: keptId }, select: { id: true } });
	return rows.map(({ id }) => id);
}

export async function setMergedInto(
	db: Db,
	{ id, keptId }: { id: string; keptId: string | null }
): Promise<void> {
	await db.participant.update({
		where: { id },
		data: { mergedIntoId: keptId, state: keptId === null ? 'registered' : 'cancelled' }
	});
}

export async function setVisibility(
	db: Db,
	{ id, visibility }: { id: string; visibility: string }
): Promise<void> {
	await db.participant.update({ where: { id }, data: { visibility } });
}
