/** Mails to be sent: who and which kind, never the text or a secret. See mail/outbox.ts for how they leave. */
import type { Db } from './db.ts';

export const MAIL_KINDS = ['registered', 'link', 'cancelled'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export interface DueMail {
	id: string;
	participantId: string;
	kind: MailKind;
	/** How often it was tried before this time. */
	attempts: number;
	createdAtMs: number;
}

export async function queueMail(
	db: Db,
	{ participantId, kind, nowMs }: { participantId: string; kind: MailKind; nowMs: number }
): Promise<void> {
	const now = new Date(nowMs);
	await db.outgoingMail.create({ data: { participantId, kind, createdAt: now, nextAttemptAt: now } });
}

/**
 * One statement whether or not the address is known, so that its time tells nothing either.
 * A runner who was sent a link since `notSinceMs` gets no second one.
 */
export async function queueLinkMails(
	db: Db,
	asked: { eventSlug: string; email: string; nowMs: number; notSinceMs: number }
): Promise<void> {
	const now = new Date(asked.nowMs);
	const notSince = new Date(asked.notSinceMs);
	await db.$executeRaw`
		insert into outgoing_mail (id, participant_id, kind, created_at, next_attempt_at)
		select gen_random_uuid(), p.id, 'link', ${now}, ${now}
		from participant p join event e on e.id = p.event_id
		where e.slug = ${asked.eventSlug} and lower(p.email) = ${asked.email} and p.state = 'registered'
			and not exists (
				select 1 from outgoing_mail m
				where m.participant_id = p.id and m.kind = 'link' and m.created_at > ${notSince})`;
}

/**
 * Takes mails that are due and puts their next try `leaseMs` ahead, so that no other process takes them and a
 * process that dies gives them back.
 */
export async function claimDueMails(
	db: Db,
	{ nowMs, leaseMs, limit }: { nowMs: number; leaseMs: number; limit: number }
): Promise<DueMail[]> {
	const now = new Date(nowMs);
	const leaseEnd = new Date(nowMs + leaseMs);
	const rows = await db.$queryRaw<
		{ id: string; participant_id: string; kind: MailKind; attempts: number; created_at: Date }[]
	>`
		update outgoing_mail set attempts = attempts + 1, next_attempt_at = ${leaseEnd}
		where id in (
			select id from outgoing_mail where sent_at is null and next_attempt_at <= ${now}
			order by next_attempt_at limit ${limit} for update skip locked)
		returning id, participant_id, kind, attempts, created_at`;
	return rows.map((row) => ({
		id: row.id,
		participantId: row.participant_id,
		kind: row.kind,
		attempts: row.attempts - 1,
		createdAtMs: row.created_at.getTime()
	}));
}

export async function markMailSent(db: Db, { id, nowMs }: { id: string; nowMs: number }): Promise<void> {
	await db.outgoingMail.updateMany({ where: { id }, data: { sentAt: new Date(nowMs), lastError: null } });
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

/** A mail that has lost its reason, e.g. because the entry was cancelled before it left. */
export async function dropMail(db: Db, id: string): Promise<void> {
	await db.outgoingMail.deleteMany({ where: { id } });
}

/** The runner's last mail: null when there is none, else whether it has left. */
export async function lastMailOf(
	db: Db,
	participantId: string
): Promise<{ sent: boolean; failing: boolean } | null> {
	const mail = await db.outgoingMail.findFirst({ where: { participantId }, orderBy: { createdAt: 'desc' } });
	return mail && { sent: mail.sentAt !== null, failing: mail.lastError !== null };
}
