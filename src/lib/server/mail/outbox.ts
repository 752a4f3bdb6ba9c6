/**
 * Sends what waits in `outgoing_mail`. A mail is queued in the transaction of what it tells, taken with a lease, and
 * marked after the mail server has accepted it. So none is lost when the server dies at any moment, and several
 * processes share the work. Between acceptance and mark there is an instant in which a death sends it a second time
 * (at least once, under the same Message-ID): the other order could lose it. What an address gets beyond its first mails
 * of the day waits and goes together (holding.ts).
 */
import type { App } from '#lib/server/app.ts';
import { queueDoubleNotices } from '#lib/server/registration/store/doubles.ts';
import { queueRequestedLinks } from '#lib/server/registration/store/linkRequests.ts';
import {
	claimDueMails,
	dropMails,
	markMailFailed,
	markMailsSent,
	type DueMail
} from './store/outgoingMails.ts';
import { openCarrier, type Carrier } from './carrier.ts';
import { heldBack, withParts } from './holding.ts';

export interface Outbox {
	/** Waits for the mail under way and takes no other. */
	stop(): Promise<void>;
}

const MINUTE_MS = 60_000;
const PAUSE_MS = 1_500;
/** Longer than any mail takes; after it, a mail taken by a process that died is taken again. */
const LEASE_MS = 5 * MINUTE_MS;
/** Small, so that a lease never runs out behind slow mails. */
const AT_ONCE = 4;
/** Requests for a link that become mails in one round. */
const REQUESTS_AT_ONCE = 20;
/** Mail servers give up after some days too; the row stays for the organiser to see. */
const GIVE_UP_AFTER_MS = 3 * 24 * 60 * MINUTE_MS;
const NEVER_MS = Date.UTC(9999, 0, 1);

/** @param pauseMs how long it waits, when nothing was due, until it looks again */
export function startOutbox(app: App, { pauseMs = PAUSE_MS }: { pauseMs?: number } = {}): Outbox {
	const carrier = openCarrier(app.env);
	let stopped = false;
	let wake: () => void = () => undefined;
	const pause = (): Promise<void> =>
		new Promise((resolve) => {
			wake = resolve;
			setTimeout(resolve, pauseMs).unref();
		});
	const run = async (): Promise<void> => {
		while (!stopped) {
			const sent = await sendDueMails(app, { carrier, isStopped: () => stopped }).catch((error: unknown) => {
				app.log.error({ reason: faultOf(error) }, 'outbox stumbled');
				return 0;
			});
			if (sent === 0 && !stopped) await pause();
		}
	};
	const running = run();
	return {
		async stop() {
			stopped = true;
			wake();
			await running;
			carrier.close();
		}
	};
}

/** One round; answers how many requests and mails were taken. */
async function sendDueMails(
	app: App,
	{ carrier, isStopped }: { carrier: Carrier; isStopped: () => boolean }
): Promise<number> {
	const nowMs = app.now();
	const asked = await queueRequestedLinks(app.database.prisma, { nowMs, limit: REQUESTS_AT_ONCE });
	const due = await claimDueMails(app.database.prisma, {
		nowMs,
		leaseMs: LEASE_MS,
		limit: AT_ONCE
	});
	for (const mail of due) {
		if (isStopped()) await giveBack(app, mail);
		else await send(app, { mail, carrier });
	}
	return asked + due.length;
}

async function send(app: App, { mail, carrier }: { mail: DueMail; carrier: Carrier }): Promise<void> {
	const { prisma } = app.database;
	let ids: string[];
	try {
		await tellEarlierEntries(app, mail);
		if (await heldBack(app, mail)) return;
		const mails = await withParts(app, mail);
		ids = mails.map(({ id }) => id);
		const { composeMail } = await import('./composeMail.ts');
		const message = await composeMail(app, mails);
		if (!message) return await dropMails(prisma, ids);
		await carrier.carry(message, mail.id);
	} catch (error) {
		const reason = faultOf(error);
		app.log.warn({ mail: mail.id, kind: mail.kind, attempts: mail.attempts + 1, reason }, 'mail not sent');
		const nextAttemptMs = nextAttempt(mail, app.now());
		return markMailFailed(prisma, { id: mail.id, error: reason, nextAttemptMs });
	}
	await markMailsSent(prisma, { ids, nowMs: app.now() });
}

/** Here and not where somebody registers: how long that takes would tell whether a double is entered. */
async function tellEarlierEntries(app: App, { kind, participantId }: DueMail): Promise<void> {
	if (kind !== 'registered') return;
	await app.database.prisma.$transaction((tx) => queueDoubleNotices(tx, { participantId, nowMs: app.now() }));
}

/** Taken but not tried because the server stops: due at once for the next one. */
const giveBack = (app: App, mail: DueMail): Promise<void> =>
	markMailFailed(app.database.prisma, { id: mail.id, error: 'stopped', nextAttemptMs: app.now() });

/** 30 s, 1 min, 2 min … up to 2 h apart. */
export function nextAttempt(mail: Pick<DueMail, 'attempts' | 'createdAtMs'>, nowMs: number): number {
	if (nowMs - mail.createdAtMs > GIVE_UP_AFTER_MS) return NEVER_MS;
	return nowMs + Math.min(MINUTE_MS * 2 ** (mail.attempts - 1), 120 * MINUTE_MS);
}

/** What the mail server said in codes; its words may hold the address. */
function faultOf(error: unknown): string {
	if (!(error instanceof Error)) return 'unknown';
	const { code, responseCode } = error as Error & { code?: string; responseCode?: number };
	return [error.name, code, responseCode].filter(Boolean).join(' ');
}
