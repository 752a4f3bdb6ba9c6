/** Mails to be sent: who and which kind, never the text or a secret. See mail/outbox.ts for how they leave. */
import { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';

/** `double`: somebody else's entry has the same details or address. */
export const MAIL_KINDS = [
	'registered',
	'link',
	'cancelled',
	'double',
	'event-cancelled',
	'event-postponed',
	'event-held'
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export interface DueMail {
	id: string;
	participantId: string;
	kind: MailKind;
	/** How often it was tried before this time. */
	attempts: number;
	createdAtMs: number;
	/** When it may leave, because the address had its mails of the day (heldMails.ts); null: it is not held. */
	heldUntilMs: number | null;
}

export async function queueMail(
	db: Db,
	{ participantId, kind, nowMs }: { participantId: string; kind: MailKind; nowMs: number }
): Promise<void> {
	const now = new Date(nowMs);
	await db.outgoingMail.create({ data: { participantId, kind, createdAt: now, nextAttemptAt: now } });
}

/** To each who is registered and has an address. */
export async function queueMailToAll(
	db: Db,
	{ eventId, kind, nowMs }: { eventId: string; kind: MailKind; nowMs: number }
): Promise<void> {
	const now = new Date(nowMs);
	await db.$executeRaw`
		insert into outgoing_mail (id, participant_id, kind, created_at, next_attempt_at)
		select gen_random_uuid(), id, ${kind}, ${now}, ${now} from participant
		where event_id = ${eventId}::uuid and state = 'registered' and email is not null`;
}

/** How many mails that would be. */
export const countAddressed = (db: Db, eventId: string): Promise<number> =>
	db.participant.count({ where: { eventId, state: 'registered', email: { not: null } } });

/** Was the participant ever told that the event is off? */
export const wasToldOff = async (db: Db, participantId: string): Promise<boolean> =>
	(await db.outgoingMail.findFirst({
		where: { participantId, kind: { in: ['event-cancelled', 'event-postponed'] }, sentAt: { not: null } },
		select: { id: true }
	})) !== null;

interface Row {
	id: string;
	participant_id: string;
	kind: MailKind;
	attempts: number;
	created_at: Date;
	held_until: Date | null;
}
const COLUMNS = Prisma.sql`id, participant_id, kind, attempts, created_at, held_until`;

/**
 * Takes mails that are due and puts their next try `leaseMs` ahead, so that no other process takes them and a
 * process that dies gives them back. Parts of a held mail go with it and are not taken.
 */
export async function claimDueMails(
	db: Db,
	{ nowMs, leaseMs, limit }: { nowMs: number; leaseMs: number; limit: number }
): Promise<DueMail[]> {
	const now = new Date(nowMs);
	const leaseEnd = new Date(nowMs + leaseMs);
	const rows = await db.$queryRaw<Row[]>`
		update outgoing_mail set attempts = attempts + 1, next_attempt_at = ${leaseEnd}
		where id in (
			select id from outgoing_mail
			where sent_at is null and part_of_id is null and next_attempt_at <= ${now}
				and not exists (
					select 1 from participant join event on event.id = event_id
					where participant.id = participant_id and binned_at is not null)
			order by next_attempt_at, created_at, id limit ${limit} for update skip locked)
		returning ${COLUMNS}`;
	return rows.map(dueMail).sort((a, b) => a.createdAtMs - b.createdAtMs);
}

/** What leaves together with a held mail, in the order in which it was queued. */
export async function findParts(db: Db, id: string): Promise<DueMail[]> {
	const rows = await db.$queryRaw<Row[]>`
		select ${COLUMNS} from outgoing_mail where part_of_id = ${id}::uuid and sent_at is null
		order by created_at, id`;
	return rows.map(dueMail);
}

const dueMail = (row: Row): DueMail => ({
	id: row.id,
	participantId: row.participant_id,
	kind: row.kind,
	attempts: Math.max(0, row.attempts - 1),
	createdAtMs: row.created_at.getTime(),
	heldUntilMs: row.held_until?.getTime() ?? null
});

export async function markMailsSent(db: Db, { ids, nowMs }: { ids: string[]; nowMs: number }): Promise<void> {
	await db.outgoingMail.updateMany({
		where: { id: { in: ids } },
		data: { sentAt: new Date(nowMs), lastError: null }
	});
}

/** `error` must not hold the address. */
export async function markMailFailed(
	db: Db,
	{ id, error, nextAttemptMs }: { id: string; error: string; nextAttemptMs: number }
): Promise<void> {
	await db.outgoingMail.updateMany({
		where: { id },
		data: { lastError: error, nextAttemptAt: new Date(nextAttemptMs) }
	});
}

/** Mails that have lost their reason, e.g. because the entry was cancelled before they left. */
export async function dropMails(db: Db, ids: string[]): Promise<void> {
	await db.outgoingMail.deleteMany({ where: { id: { in: ids } } });
}
