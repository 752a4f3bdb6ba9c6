/** "Send my link again": what was asked, and the mails that come of it. */
import type { Db } from '#lib/server/database/db.ts';

/** The same statement and the same work whether or not somebody gave that address: the answer's time tells nothing. */
export async function insertLinkRequest(
	db: Db,
	asked: { eventSlug: string; email: string; nowMs: number }
): Promise<void> {
	await db.$executeRaw`
		insert into link_request (id, event_id, email, asked_at)
		select gen_random_uuid(), id, ${asked.email}, ${new Date(asked.nowMs)} from event where slug = ${asked.eventSlug}`;
}

/**
 * Makes of each request a mail to every runner with that address, and deletes the request. A runner whose link is held
 * already gets it in the mail that waits (heldMails.ts), so the same is not queued again. Answers how many requests were
 * taken.
 */
export async function queueRequestedLinks(
	db: Db,
	{ nowMs, limit }: { nowMs: number; limit: number }
): Promise<number> {
	const now = new Date(nowMs);
	const [{ taken = 0n } = {}] = await db.$queryRaw<{ taken: bigint }[]>`
		with asked as (
			delete from link_request where id in (
				select id from link_request order by asked_at limit ${limit} for update skip locked)
			returning event_id, email
		), queued as (
			insert into outgoing_mail (id, participant_id, kind, created_at, next_attempt_at)
			select gen_random_uuid(), p.id, 'link', ${now}, ${now}
			from asked a join participant p on p.event_id = a.event_id and lower(p.email) = a.email
			where p.state = 'registered' and not exists (
				select 1 from outgoing_mail m where m.participant_id = p.id and m.kind = 'link'
					and m.sent_at is null and m.held_until is not null and m.attempts = 0)
		)
		select count(*) as taken from asked`;
	return Number(taken);
}
