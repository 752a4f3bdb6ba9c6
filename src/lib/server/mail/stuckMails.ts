/** What keeps an event's mails from leaving, for those who write to its participants. */
import { ok, type Result } from '#lib/domain/result.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { openEvent } from '#lib/server/access/openEvent.ts';
import { findStuckMails, type StuckMails } from './store/stuckMails.ts';

/** `not-sent`: nothing tried. `later`: the mail server asked to wait. `address`: it does not take the address. */
export type MailTrouble = 'not-sent' | 'sign-in' | 'unreachable' | 'later' | 'address' | 'other';

export async function stuckMails(
	app: App,
	caller: Caller,
	{ event }: { event: string }
): Promise<Result<(StuckMails & { trouble: MailTrouble })[], Refusal>> {
	const opened = await openEvent(app, caller, event, 'write-to-participants');
	if (!opened.ok) return opened;
	const groups = await findStuckMails(app.database.prisma, { eventId: opened.value.id, nowMs: app.now() });
	return ok(groups.map((group) => ({ ...group, trouble: troubleOf(group.fault) })));
}

/** @param fault as the outbox notes it: the error's name, nodemailer's code, the mail server's answer */
function troubleOf(fault: string | null): MailTrouble {
	if (fault === null) return 'not-sent';
	if (/\bEAUTH\b|\b53[045]\b/.test(fault)) return 'sign-in';
	if (/\b4\d\d$/.test(fault)) return 'later';
	if (/\b5\d\d$/.test(fault)) return 'address';
	if (/\bE(CONN\w*|TIMEDOUT|DNS|SOCKET|TLS|PROTOCOL|HOSTUNREACH|NETUNREACH)\b/.test(fault))
		return 'unreachable';
	return 'other';
}
