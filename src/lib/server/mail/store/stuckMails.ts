/** Mails that ought to have left and have not: what an organiser has to know before runners ask. */
import type { Db } from '#lib/server/database/db.ts';

/** A mail leaves within seconds; where none has left for this long, nothing sends them. */
const LATE_MS = 120_000;
/** After it, whoever waited has asked long since. The sender gives up sooner, see outbox.ts. */
const OF_DAYS_MS = 14 * 86_400_000;
/** Counted no further. */
const MOST_MAILS = 10_000;

export interface StuckMails {
	/** Why the last try failed, without address, see outbox.ts; null: it was not tried. */
	fault: string | null;
	count: number;
	/** When the oldest of them was queued, epoch milliseconds. */
	sinceMs: number;
}

/** By fault. A mail that waits its turn behind others that leave is not stuck, nor is one that is held (heldMails.ts). */
export async function findStuckMails(
	db: Db,
	{ eventId, nowMs }: { eventId: string; nowMs: number }
): Promise<StuckMails[]> {
	const late = new Date(nowMs - LATE_MS);
	const rows = await db.$queryRaw<{ fault: string | null; count: number; since: Date }[]>`
		select s.fault, count(*)::int as count, min(s.created_at) as since
		from (
			select nullif(m.last_error, 'stopped') as fault, m.created_at
			from outgoing_mail m join participant p on p.id = m.participant_id
			where p.event_id = ${eventId}::uuid and m.sent_at is null and m.part_of_id is null
				and m.created_at > ${new Date(nowMs - OF_DAYS_MS)}
				and (nullif(m.last_error, 'stopped') is not null or (m.next_attempt_at < ${late}
					and not exists (select 1 from outgoing_mail sent where sent.sent_at >= ${late})))
			limit ${MOST_MAILS}
		) s group by s.fault order by count desc, s.fault`;
	return rows.map(({ fault, count, since }) => ({ fault, count, sinceMs: since.getTime() }));
}
