/**
 * How a runner gets to the own page: a secret link by mail (128 bits, stored as SHA-256), exchanged once per device for
 * a session cookie, so that the link's token is neither in the address bar nor in a referrer.
 */
import { ok, type Result } from '#lib/domain/result.ts';
import { foldEmail } from '#lib/domain/people/entry.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { limitAct } from '#lib/server/limits/limitAct.ts';
import { refusalOfLimit } from '#lib/server/limits/refusalOfLimit.ts';
import { hashSecret, newSecret } from '#lib/server/secret.ts';
import type { Db } from '#lib/server/database/db.ts';
import { insertLinkRequest } from './store/linkRequests.ts';
import {
	deleteSession,
	findLinkOwner,
	findSessionOwner,
	insertSession,
	markLinkOpened
} from './store/runnerLinks.ts';

const DAY_MS = 86_400_000;
/** From registration over the race to the results and the certificate. */
const SESSION_MS = 180 * DAY_MS;
/** 128 bits as base64url. */
const SECRET = /^[A-Za-z0-9_-]{22}$/;

/** What the door puts into the cookie `runner`. */
export interface RunnerSession {
	secret: string;
	expiresAtMs: number;
}

/** Opens a session for a runner just registered or arrived by the link; to be called within the transaction. */
export async function openRunnerSession(
	db: Db,
	{ participantId, nowMs }: { participantId: string; nowMs: number }
): Promise<RunnerSession> {
	const secret = newSecret();
	const expiresAtMs = nowMs + SESSION_MS;
	await insertSession(db, { hash: hashSecret(secret), participantId, expiresAtMs });
	return { secret, expiresAtMs };
}

/** The participant behind the cookie; null when it is unknown, over, or the entry is cancelled. */
export async function runnerOfSession(app: App, cookie: string): Promise<string | null> {
	if (!SECRET.test(cookie)) return null;
	return findSessionOwner(app.database.prisma, { hash: hashSecret(cookie), nowMs: app.now() });
}

/** Ends the session on this device. */
export async function closeRunnerSession(app: App, cookie: string): Promise<void> {
	if (SECRET.test(cookie)) await deleteSession(app.database.prisma, hashSecret(cookie));
}

/** The participant whose link this is, or null. Looking uses nothing up: mail scanners open every link they see. */
export async function runnerOfLink(app: App, token: string): Promise<string | null> {
	return SECRET.test(token) ? findLinkOwner(app.database.prisma, hashSecret(token)) : null;
}

/** The runner has read the mail: known by the button, or by a device that has the runner's session, which no scanner has. */
export const noteLinkOpened = (app: App, token: string): Promise<void> =>
	markLinkOpened(app.database.prisma, { hash: hashSecret(token), nowMs: app.now() });

/** One session for one use of the link; the link itself goes on working. */
export async function exchangeLink(
	app: App,
	_caller: Caller,
	{ token }: { token: string }
): Promise<Result<RunnerSession, Refusal>> {
	const participantId = await runnerOfLink(app, token);
	if (!participantId) return refuse('participant-unknown', 'This link is not (or no longer) valid');
	const tried = await limitAct(app, 'open-link', { caller: participantId });
	if (!tried.ok) return { ok: false, error: refusalOfLimit(tried.error) };
	await noteLinkOpened(app, token);
	return ok(await openRunnerSession(app.database.prisma, { participantId, nowMs: app.now() }));
}

/**
 * Sends the link anew, to every runner of the event with that address. Neither the answer nor its time tells whether there
 * is one: the request is only noted here, and the outbox looks who it is.
 */
export async function requestLink(
	app: App,
	_caller: Caller,
	{ eventSlug, email }: { eventSlug: string; email: string }
): Promise<Result<null, Refusal>> {
	await insertLinkRequest(app.database.prisma, { eventSlug, email: foldEmail(email), nowMs: app.now() });
	return ok(null);
}
