/** Entries that may be one person's: found for the organisers, and told to whoever was entered first. */
import type { PossibleDouble } from '#lib/domain/people/doubles.ts';
import { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';

export interface StoredDouble extends PossibleDouble {
	name: string;
	bib: string | null;
	/** Slug. */
	race: string;
	createdAtMs: number;
	/** The address as given. */
	givenEmail: string | null;
	/** The link that was mailed to the address has been opened. */
	linkOpened: boolean;
}

/**
 * The ids of registered entries that share two of name, birth date and address with another. Sorts the event, and
 * compares no pairs: a club that enters thousands with its own address costs no more.
 */
export const doubleIds = (eventId: string): Prisma.Sql => Prisma.sql`
	select id from (
		select id, birth_date, email,
			count(*) over (partition by name_folded, birth_date) as same_birth,
			count(*) over (partition by name_folded, lower(email)) as same_mail,
			count(*) over (partition by lower(email), birth_date) as same_both
		from participant where event_id = ${eventId}::uuid and state = 'registered') as entry
	where (birth_date is not null and same_birth > 1) or (email is not null and same_mail > 1)
		or (email is not null and birth_date is not null and same_both > 1)`;

export async function findDoubles(db: Db, eventId: string): Promise<StoredDouble[]> {
	const rows = await db.$queryRaw<(Omit<StoredDouble, 'createdAtMs'> & { createdAt: Date })[]>`
		select p.id, p.name, p.name_folded as "nameFolded", to_char(p.birth_date, 'YYYY-MM-DD') as "birthDate",
			lower(p.email) as email, p.email as "givenEmail", b.number as bib, r.slug as race, p.created_at as "createdAt",
			exists (select 1 from participant_link l where l.participant_id = p.id and l.opened_at is not null)
				as "linkOpened"
		from participant p join race r on r.id = p.race_id left join bib b on b.participant_id = p.id
		where p.id in (${doubleIds(eventId)})
		order by p.created_at, length(b.number), b.number, p.id`;
	return rows.map(({ createdAt, ...row }) => ({ ...row, createdAtMs: createdAt.getTime() }));
}

/** Begins the keys of advisory locks: of two processes, one tells an address. */
const LOCK = 0x64626c65;

/**
 * Queues one mail to the address of each earlier entry that may be the same person's, unless that address was told
 * before about this event. Finds by index; a second call queues nothing. To be called within a transaction.
 */
export async function queueDoubleNotices(
	db: Db,
	{ participantId, nowMs }: { participantId: string; nowMs: number }
): Promise<void> {
	const now = new Date(nowMs);
	await db.$executeRaw`
		select pg_advisory_xact_lock(${LOCK}::int, hashtext(event_id::text)) from participant
		where id = ${participantId}::uuid`;
	await db.$executeRaw`
		with new as (select * from participant where id = ${participantId}::uuid and state = 'registered'),
		earlier as (
			select p.* from new join participant p on p.event_id = new.event_id and p.name_folded = new.name_folded
			where p.birth_date = new.birth_date or lower(p.email) = lower(new.email)
			union
			select p.* from new join participant p on p.event_id = new.event_id
				and lower(p.email) = lower(new.email) and p.birth_date = new.birth_date
		)
		insert into outgoing_mail (id, participant_id, kind, created_at, next_attempt_at)
		select distinct on (lower(p.email)) gen_random_uuid(), p.id, 'double', ${now}, ${now}
		from earlier p, new
		where p.id <> new.id and p.state = 'registered' and p.email is not null
			and (p.created_at, p.id) < (new.created_at, new.id)
			and not exists (
				select 1 from participant q join outgoing_mail m on m.participant_id = q.id and m.kind = 'double'
				where q.event_id = p.event_id and lower(q.email) = lower(p.email))
		order by lower(p.email), p.created_at`;
}
