/**
 * Accounts and sessions of organisers, by better-auth on our own tables. Its HTTP handler is not mounted:
 * the pages call it in process, so that there is one door and our own rate limit stands before it.
 * It is loaded when the first organiser asks: runners and spectators of a server that has just started do not wait for it.
 */
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { perApp } from '#lib/server/perApp.ts';
import type { HeldRole } from '#lib/domain/access/roles.ts';
import { findMemberships } from '#lib/server/access/store/memberships.ts';

export interface AuthOptions {
	/** Signs the session cookies; 32 characters or more. */
	secret: string;
}

async function makeAuth(app: App, { secret }: AuthOptions) {
	const [{ betterAuth }, { prismaAdapter }] = await Promise.all([
		import('better-auth'),
		import('better-auth/adapters/prisma')
	]);
	return betterAuth({
		secret,
		baseURL: app.origin(),
		database: prismaAdapter(app.database.prisma, { provider: 'postgresql' }),
		emailAndPassword: { enabled: true, minPasswordLength: 10, autoSignIn: true },
		user: { additionalFields: { role: { type: 'string', input: false, defaultValue: 'organiser' } } },
		session: { expiresIn: 60 * 60 * 24 * 7, updateAge: 60 * 60 * 24 },
		rateLimit: { enabled: false },
		telemetry: { enabled: false },
		advanced: {
			cookiePrefix: 'organiser',
			useSecureCookies: app.origin().startsWith('https:'),
			defaultCookieAttributes: { sameSite: 'lax', httpOnly: true }
		}
	});
}

export type Auth = Awaited<ReturnType<typeof makeAuth>>;

/** Set by `openAuth`, before anybody asks. */
const opened = perApp('auth', (): { options?: AuthOptions; made?: Promise<Auth> } => ({}));

export function openAuth(app: App, options: AuthOptions): void {
	Object.assign(opened(app), { options, made: undefined });
}

/** @throws Error before `openAuth` */
export async function auth(app: App): Promise<Auth> {
	const own = opened(app);
	if (!own.options) throw new Error('Sign-in has not been put together yet');
	return (own.made ??= makeAuth(app, own.options));
}

/** The signed-in account behind these request headers with its person's name, or the public. */
export async function whoseSession(
	app: App,
	headers: Headers
): Promise<{ caller: Caller; name: string | null }> {
	const { api } = await auth(app);
	const session = await api.getSession({ headers });
	if (!session) return { caller: { kind: 'public' }, name: null };
	const { id: userId, role, name } = session.user;
	// An owner may everything everywhere, so that memberships would add nothing.
	const roles: HeldRole[] =
		role === 'owner' ? [{ role, event: null }] : await findMemberships(app.database.prisma, userId);
	return { caller: { kind: 'account', userId, roles }, name };
}
