/** Which participants a list holds, and in which order: filtered and sorted by the database, however many there are. */
import { foldName } from '#lib/domain/people/foldedName.ts';
import type { ParticipantColumn, ParticipantFilter, ParticipantsQuery } from '#lib/schemas/participant.ts';
import { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';
import { doubleIds } from './doubles.ts';

export type ListFilters = Pick<ParticipantsQuery, ParticipantFilter>;

export interface ListWanted extends ListFilters {
	eventId: string;
	sort?: ParticipantsQuery['sort'];
}

/** Whole years on the race's reference day, as domain/timing/ranking/division.ts counts them. */
const AGE = Prisma.sql`(case when p.birth_date is null then p.age else
	extract(year from e.date)::integer - extract(year from p.birth_date)::integer
	- case when r.age_on = 'race-day' and to_char(e.date, 'MM-DD') < to_char(p.birth_date, 'MM-DD') then 1 else 0 end end)`;

/** The division that somebody runs in, by the same rule as `divisionOf` of the domain; a test holds them together. */
const RUNS_IN = Prisma.sql`coalesce(p.division, case when p.sex is not null and ${AGE} is not null then coalesce(
	(select d.name from division d where d.race_id = p.race_id and (d.sex is null or d.sex = p.sex)
		and (d.age_from is null or ${AGE} >= d.age_from) and (d.age_to is null or ${AGE} <= d.age_to)
		order by d.position limit 1), r.fallback_division) end)`;

const { sql } = Prisma;

/** The event is said of bibs too: they are found by it, and not among those of all events. */
const tables = (eventId: string): Prisma.Sql => sql`participant p join event e on e.id = p.event_id
	join race r on r.id = p.race_id join wave w on w.id = p.wave_id
	left join bib b on b.participant_id = p.id and b.event_id = ${eventId}::uuid`;

const CONDITIONS: {
	[Filter in ParticipantFilter]: (
		value: NonNullable<ListFilters[Filter]>,
		given: { eventId: string }
	) => Prisma.Sql;
} = {
	race: (slug) => sql`r.slug = ${slug}`,
	q: (text) => {
		const part = `%${foldName(text).replace(/[\\%_]/g, '\\$&')}%`;
		return sql`(p.name_folded like ${part} or b.number = upper(${text}))`;
	},
	division: (name) => sql`${RUNS_IN} = ${name}`,
	sex: (sex) => sql`p.sex = ${sex}`,
	state: (state) => sql`p.state = ${state}`,
	bib: (which) => (which === 'with' ? sql`b.id is not null` : sql`b.id is null`),
	only: (what, { eventId }) =>
		what === 'double'
			? sql`p.id in (${doubleIds(eventId)})`
			: sql`p.state = 'registered' and p.visibility = 'alias' and p.alias <> ''
				and p.alias_decided is distinct from p.alias`
};

function matching({ eventId, ...filters }: ListWanted): Prisma.Sql {
	const conditions = (Object.keys(CONDITIONS) as ParticipantFilter[]).flatMap((filter) => {
		const value = filters[filter];
		const condition = CONDITIONS[filter] as (value: unknown, given: { eventId: string }) => Prisma.Sql;
		return value === undefined ? [] : [condition(value, { eventId })];
	});
	return sql`${tables(eventId)} where ${Prisma.join([sql`p.event_id = ${eventId}::uuid`, ...conditions], ' and ')}`;
}

/** Numbers as numbers, `9` before `10`. */
const BY_BIB = ['length(b.number)', 'b.number'];
const ORDERS: Record<ParticipantColumn, string[]> = {
	bib: BY_BIB,
	name: ['p.name_folded'],
	race: ['r.position'],
	wave: ['r.position', 'w.position'],
	division: [],
	visibility: ["array_position(array['name', 'alias', 'bib', 'hidden'], p.visibility)"],
	state: ["(p.state = 'cancelled')"]
};

/** What is not known stands last, whichever way round; what is equal stands by race and bib. */
function orderOf(sort: ParticipantsQuery['sort'] = 'race'): Prisma.Sql {
	const down = sort.startsWith('-');
	const column = sort.replace('-', '') as ParticipantColumn;
	const terms = column === 'division' ? [RUNS_IN] : ORDERS[column].map((term) => Prisma.raw(term));
	const direction = Prisma.raw(down ? 'desc nulls last' : 'asc nulls last');
	return Prisma.join(
		[
			...terms.map((term) => sql`${term} ${direction}`),
			Prisma.raw(['r.position', ...BY_BIB, 'p.id'].join(', '))
		],
		', '
	);
}

/** The ids of one page. */
export async function listParticipantIds(
	db: Db,
	{ offset, limit, ...wanted }: ListWanted & { offset: number; limit: number }
): Promise<string[]> {
	const rows = await db.$queryRaw<{ id: string }[]>`
		select p.id from ${matching(wanted)} order by ${orderOf(wanted.sort)} limit ${limit} offset ${offset}`;
	return rows.map(({ id }) => id);
}

export async function countParticipants(db: Db, wanted: ListWanted): Promise<number> {
	const [{ total = 0n } = {}] = await db.$queryRaw<{ total: bigint }[]>`
		select count(*) as total from ${matching(wanted)}`;
	return Number(total);
}

export interface PlaceInList {
	/** From 1. */
	at: number;
	total: number;
	/** Ids; null at either end. */
	previous: string | null;
	next: string | null;
}

/** Null: the list does not hold this participant. */
export async function findPlaceInList(
	db: Db,
	{ id, ...wanted }: ListWanted & { id: string }
): Promise<PlaceInList | null> {
	const [row] = await db.$queryRaw<
		(Record<'at' | 'total', bigint> & Pick<PlaceInList, 'previous' | 'next'>)[]
	>`
		select at, total, previous, next from (
			select p.id, row_number() over listed as at, count(*) over () as total,
				lag(p.id) over listed as previous, lead(p.id) over listed as next
			from ${matching(wanted)} window listed as (order by ${orderOf(wanted.sort)})) as list
		where id = ${id}::uuid`;
	return row ? { ...row, at: Number(row.at), total: Number(row.total) } : null;
}
