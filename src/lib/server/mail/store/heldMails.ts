/**
 * What an address has had enough of: mails that strangers can cause are counted by event, address and day. The first few
 * leave at once; the rest of a day is held and goes together in one, so that nobody's mailbox is filled by somebody who
 * types the address into a form, and nothing is lost.
 */
import { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';
import type { MailKind } from './outgoingMails.ts';

/** Everything that a form causes. What an organiser sends on purpose does not belong here. */
const COUNTED: MailKind[] = ['registered', 'link', 'cancelled', 'double'];
/** To one address, about one event, on one day of the event's zone. */
export const MAILS_AT_ONCE = 3;
/** The first held mail waits this long, those after it less. */
export const HOLD_MS = 60 * 60_000;
/** Begins the keys of advisory locks under which mails are held. */
const LOCK = 0x6d61696c;

export interface Recipient {
	eventId: string;
	/** Lower-case. */
	email: string;
}

/** All counted mails to the recipient, numbered within each day. */
const counted = ({ eventId, email }: Recipient) => Prisma.sql`
	select m.*, row_number() over (
		partition by (m.created_at at time zone e.time_zone)::date order by m.created_at, m.id) as number
	from outgoing_mail m join participant p on p.id = m.participant_id join event e on e.id = p.event_id
	where p.event_id = ${eventId}::uuid and lower(p.email) = ${email} and m.kind = any(${COUNTED})`;

/** Whom a mail goes to; null when it is not counted, or there is no address. */
export async function findRecipient(db: Db, mailId: string): Promise<Recipient | null> {
	const rows = await db.$queryRaw<Recipient[]>`
		select p.event_id::text as "eventId", lower(p.email) as email
		from outgoing_mail m join participant p on p.id = m.participant_id
		where m.id = ${mailId}::uuid and p.email is not null and m.kind = any(${COUNTED})`;
	return rows[0] ?? null;
}

/** May this mail leave by itself? Looks at no more rows than the answer needs. */
export async function isAmongFirst(
	db: Db,
	{ mailId, eventId, email }: Recipient & { mailId: string }
): Promise<boolean> {
	const earlier = await db.$queryRaw<unknown[]>`
		select 1 from outgoing_mail this, event e, participant p, outgoing_mail m
		where this.id = ${mailId}::uuid and e.id = ${eventId}::uuid
			and p.event_id = e.id and lower(p.email) = ${email} and m.participant_id = p.id
			and m.kind = any(${COUNTED})
			and (m.created_at at time zone e.time_zone)::date = (this.created_at at time zone e.time_zone)::date
			and (m.created_at, m.id) < (this.created_at, this.id)
		limit ${MAILS_AT_ONCE}`;
	return earlier.length < MAILS_AT_ONCE;
}

/**
 * Holds this mail, and with it all that waits for the recipient beyond the first of the day and is in nobody's hands: as
 * parts of the held mail that has not been tried yet, else of the oldest among them, which leaves an hour after it was
 * queued. To be called within a transaction: processes that hold at the same time come one after another.
 */
export async function holdRest(
	db: Db,
	{ mailId, ...recipient }: Recipient & { mailId: string }
): Promise<void> {
	const turn = `${recipient.eventId} ${recipient.email}`;
	await db.$executeRaw`select pg_advisory_xact_lock(${LOCK}::int, hashtext(${turn}))`;
	// Locked, so that nobody begins to send it meanwhile.
	const open = await db.$queryRaw<{ id: string }[]>`
		select m.id from outgoing_mail m join participant p on p.id = m.participant_id
		where p.event_id = ${recipient.eventId}::uuid and lower(p.email) = ${recipient.email}
			and m.sent_at is null and m.held_until is not null and m.part_of_id is null and m.attempts = 0
		order by m.held_until limit 1 for update of m`;
	const hold = `${HOLD_MS} ms`;
	await db.$executeRaw`
		with waiting as (
			select id, created_at from (${counted(recipient)}) c
			where number > ${MAILS_AT_ONCE} and sent_at is null and held_until is null
				and (attempts = 0 or id = ${mailId}::uuid)
		), lead as (
			select id, held_until from outgoing_mail where id = ${open[0]?.id ?? null}::uuid
			union all
			(select id, created_at + ${hold}::interval from waiting
			where ${open.length === 0}::boolean order by created_at, id limit 1)
		)
		update outgoing_mail m set attempts = 0, held_until = lead.held_until, next_attempt_at = lead.held_until,
			part_of_id = case when m.id = lead.id then null else lead.id end
		from waiting, lead where m.id = waiting.id`;
}
