/** Keys of programs. An owner makes and revokes them; the secret is shown once and stored as a hash. */
import { ok, type Result } from '#lib/domain/result.ts';
import type { ApiKey, MadeApiKey, NewApiKey } from '#lib/schemas/apiKey.ts';
import { UuidSchema } from '#lib/schemas/base/common.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import { actorOf, type Caller } from './caller.ts';
import { refusalOf } from './permissions.ts';
import { hashSecret, newSecret } from '#lib/server/secret.ts';
import { hasActiveKeyNamed, insertApiKey, listApiKeys, revokeApiKey } from './store/apiKeys.ts';
import { findEventId } from '#lib/server/events/store/events.ts';
import { recordAudit } from './audit.ts';
import { API_KEY_PREFIX } from './authenticate.ts';

export async function makeApiKey(
	app: App,
	caller: Caller,
	{ name, role, event }: NewApiKey
): Promise<Result<MadeApiKey, Refusal>> {
	const refused = refusalOf(caller, 'manage-installation', null);
	if (refused) return refused;
	const key = API_KEY_PREFIX + newSecret(256);
	return app.database.prisma.$transaction(async (db) => {
		const eventId = event === null ? null : await findEventId(db, event);
		if (event !== null && !eventId) return refuse('event-unknown', `there is no event ${event}`);
		if (await hasActiveKeyNamed(db, name)) return refuse('in-use', `there is a key named ${name} already`);
		const made = await insertApiKey(db, { name, role, eventId, hash: hashSecret(key) });
		await recordAudit(db, { eventId, actor: actorOf(caller), action: 'key-made', subject: name });
		return ok({ ...made, key });
	});
}

/** Those in force and those revoked, the newest first. */
export async function listKeys(app: App, caller: Caller): Promise<Result<{ items: ApiKey[] }, Refusal>> {
	const refused = refusalOf(caller, 'manage-installation', null);
	if (refused) return refused;
	return ok({ items: await listApiKeys(app.database.prisma) });
}

/** Takes effect with the next request. Revoking again changes nothing. */
export async function revokeKey(
	app: App,
	caller: Caller,
	{ id }: { id: string }
): Promise<Result<ApiKey, Refusal>> {
	const refused = refusalOf(caller, 'manage-installation', null);
	if (refused) return refused;
	if (!UuidSchema.safeParse(id).success) return refuse('not-found', 'there is no key with this id');
	return app.database.prisma.$transaction(async (db) => {
		const revoked = await revokeApiKey(db, { id, at: new Date(app.now()) });
		if (!revoked) return refuse('not-found', 'there is no key with this id');
		await recordAudit(db, {
			eventId: null,
			actor: actorOf(caller),
			action: 'key-revoked',
			subject: revoked.name
		});
		return ok(revoked);
	});
}
