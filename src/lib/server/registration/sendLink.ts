/** An organiser has the secret link sent anew to somebody who has lost the mail. */
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import { recordAudit } from '#lib/server/access/audit.ts';
import { actorOf, type Caller } from '#lib/server/access/caller.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import type { App } from '#lib/server/app.ts';
import { findEventRef } from '#lib/server/events/store/events.ts';
import { queueMail } from '#lib/server/mail/store/outgoingMails.ts';
import { findParticipant } from './store/participants.ts';

/**
 * The mail leaves as every other, so that a fourth to one address on one day is held and goes with what follows.
 * @param input.id a UUID
 * @returns the address; `participant-unknown` also of who has none, or has cancelled
 */
export async function sendLink(
	app: App,
	caller: Caller,
	{ event: slug, id }: { event: string; id: string }
): Promise<Result<{ email: string }, Refusal>> {
	return app.database.prisma.$transaction(async (db) => {
		const find = () => findEventRef(db, slug);
		const event = await openAs(caller, { slug, verb: 'write-to-participants', find });
		if (!event.ok) return event;
		const eventId = event.value.id;
		const participant = await findParticipant(db, { eventId, id });
		if (!participant?.email || participant.state === 'cancelled')
			return refuse('participant-unknown', `no participant ${id} in ${slug} can be written to`);
		await queueMail(db, { participantId: id, kind: 'link', nowMs: app.now() });
		await recordAudit(db, { eventId, actor: actorOf(caller), action: 'link-sent', subject: id });
		return ok({ email: participant.email });
	});
}
