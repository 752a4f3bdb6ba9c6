/** What phones may read: of their own event, while their token holds. */
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import { isOrganiserOf, type Caller } from '#lib/server/access/caller.ts';

/** Null: a paired phone or an organiser of the event. `what`: for people, such as "the roster". */
export function refusalOfReader(
	caller: Caller,
	{ eventId, what }: { eventId: string; what: string }
): { ok: false; error: Refusal } | null {
	if (caller.kind !== 'device')
		return isOrganiserOf(caller, eventId)
			? null
			: refuse('forbidden', `${what} is for paired phones and organisers of the event`);
	if (caller.eventId !== eventId) return refuse('wrong-event', 'this phone is paired with another event');
	return caller.revokedMs === null
		? null
		: refuse('token-revoked', 'the token of this phone was revoked; pair it again');
}
