/**
 * What is too much for an open session alone takes the password again. Proved, it holds for ten minutes by a cookie,
 * `until.signature`, which belongs to the account and opens nothing by itself.
 */
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import type { App } from '#lib/server/app.ts';
import { keyedHash } from '#lib/server/limits/keyedHash.ts';
import { sameSecret } from '#lib/server/secret.ts';
import { auth } from './auth.ts';

const HOLDS_MS = 10 * 60_000;

/** The cookie's value, or `not-signed-in` where the password is another. @param asked.headers of the session */
export async function provePassword(
	app: App,
	caller: Caller,
	{ headers, password }: { headers: Headers; password: string }
): Promise<Result<{ cookie: string; untilMs: number }, Refusal>> {
	const wrong = refuse('not-signed-in', 'this is not the password of the account');
	if (caller.kind !== 'account') return wrong;
	const { api } = await auth(app);
	try {
		await api.verifyPassword({ body: { password }, headers });
	} catch (error) {
		const { isAPIError } = await import('better-auth/api');
		if (!isAPIError(error)) throw error;
		return wrong;
	}
	const untilMs = app.now() + HOLDS_MS;
	return ok({ cookie: `${untilMs}.${signature(app, caller.userId, untilMs)}`, untilMs });
}

/** Until when the account's password counts as typed, epoch milliseconds; null: it has to be typed. */
export function passwordHoldsUntil(app: App, caller: Caller, cookie: string | undefined): number | null {
	const [until = '', signed = ''] = (cookie ?? '').split('.');
	const untilMs = /^\d{1,16}$/.test(until) ? Number(until) : 0;
	if (caller.kind !== 'account' || untilMs <= app.now()) return null;
	return sameSecret(signed, signature(app, caller.userId, untilMs)) ? untilMs : null;
}

const signature = (app: App, userId: string, untilMs: number): string =>
	keyedHash(app, 'password-again', `${userId}:${untilMs}`);
