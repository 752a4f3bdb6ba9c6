/** The first owner and signing in. Nobody becomes owner by being first: it takes the link that the server printed. */
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import { auth, type Auth } from './auth.ts';
import { hashSecret, newSecret } from '#lib/server/secret.ts';
import { recordAudit } from '#lib/server/access/audit.ts';

/** Headers with the session's Set-Cookie lines, for the route to pass on. */
type Signed = Result<{ headers: Headers }, Refusal>;

/** Makes the one-time set-up link's secret (128 bits), or null when an owner exists. Links of earlier starts end. */
export async function newSetupLink({ database }: App): Promise<string | null> {
	return database.prisma.$transaction(async (db) => {
		await db.setupLink.deleteMany();
		if (await db.user.count({ where: { role: 'owner' } })) return null;
		const secret = newSecret();
		await db.setupLink.create({ data: { hash: hashSecret(secret) } });
		return secret;
	});
}

export async function isSetupLink({ database }: App, { link }: { link: string }): Promise<boolean> {
	return (await database.prisma.setupLink.count({ where: { hash: hashSecret(link) } })) === 1;
}

/** Uses the link up and makes its bearer the owner. All other links die with it. */
export async function setUpOwner(
	app: App,
	{ link, name, email, password }: { link: string; name: string; email: string; password: string }
): Promise<Signed> {
	// Deleting is the lock: of two that use the link at once, one finds it gone.
	const { count } = await app.database.prisma.setupLink.deleteMany({ where: { hash: hashSecret(link) } });
	if (count === 0)
		return refuse('not-found', 'This set-up link was used already or is not one of this installation.');
	const signed = await attempt(app, (api) =>
		api.signUpEmail({ body: { name, email, password }, returnHeaders: true })
	);
	if (!signed.ok) {
		await app.database.prisma.setupLink.create({ data: { hash: hashSecret(link) } });
		return signed;
	}
	await app.database.prisma.$transaction(async (db) => {
		const user = await db.user.update({ where: { email: email.toLowerCase() }, data: { role: 'owner' } });
		await db.setupLink.deleteMany();
		await recordAudit(db, { eventId: null, actor: user.id, action: 'owner-set-up' });
	});
	return signed;
}

export async function signIn(
	app: App,
	{ email, password }: { email: string; password: string }
): Promise<Signed> {
	return attempt(app, (api) => api.signInEmail({ body: { email, password }, returnHeaders: true }));
}

export async function signOut(app: App, { headers }: { headers: Headers }): Promise<Signed> {
	return attempt(app, (api) => api.signOut({ headers, returnHeaders: true }));
}

/** better-auth throws its refusals; here they become values. */
async function attempt(app: App, call: (api: Auth['api']) => Promise<{ headers: Headers }>): Promise<Signed> {
	const { api } = await auth(app);
	try {
		return ok({ headers: (await call(api)).headers });
	} catch (error) {
		const { isAPIError } = await import('better-auth/api');
		if (!isAPIError(error)) throw error;
		return refuse('not-signed-in', error.message);
	}
}
