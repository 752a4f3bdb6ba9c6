/**
 * How a runner gets to the own page: a secret link by mail (128 bits, stored as SHA-256), exchanged once per device for
 * a session cookie, so that the link's token is neither in the address bar nor in a referrer.
 */
import { ok, type Result } from '#lib/domain/result.ts';
import { foldEmail } from '#lib/domain/registration/entry.ts';
import { refuse, type Refusal } from '#lib/schemas/problem.ts';
import type { App } from '../app.ts';
import type { Caller } from '../caller.ts';
import { hashSecret, newSecret } from '../secret.ts';
import type { Db } from '../store/db.ts';
import { queueLinkMails } from '../store/outgoingMails.ts';
import { deleteSession, findLinkOwner, findSessionOwner, insertSession } from '../store/runnerLinks.ts';

const DAY_MS = 86_400_000;
/** From registration over the race to the results and the certificate. */
const SESSION_MS = 180 * DAY_MS;
/** A runner gets one link in this time, however often somebody asks. */
const LINK_PAUSE_MS = 10 * 60_000;
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

export async function exchangeLink(
	app: App,
	_caller: Caller,
	{ token }: { token: string }
): Promise<Result<RunnerSession, Refusal>> {
	const unknown = refuse('participant-unknown', 'This link is not (or no longer) valid');
	if (!SECRET.test(token)) return unknown;
	const { prisma } = app.database;
	const participantId = await findLinkOwner(prisma, hashSecret(token));
	if (!participantId) return unknown;
	return ok(await openRunnerSession(prisma, { participantId, nowMs: app.now() }));
}

/** Sends the link anew, to every runner of the event with that address. The answer never tells whether there is one. */
export async function requestLink(
	app: App,
	_caller: Caller,
	{ eventSlug, email }: { eventSlug: string; email: string }
): Promise<Result<null, Refusal>> {
	const nowMs = app.now();
	await queueLinkMails(app.database.prisma, {
		eventSlug,
		email: foldEmail(email),
		nowMs,
		notSinceMs: nowMs - LINK_PAUSE_MS
	});
	return ok(null);
}
