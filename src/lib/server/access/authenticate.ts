/** Who holds this secret: an organiser's key, the owner key, a paired device, or a runner with the own link. */
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from './caller.ts';
import { hashSecret, sameSecret } from '#lib/server/secret.ts';
import { findApiKey, findDeviceToken } from './store/apiKeys.ts';
import { findLinkOwner } from '#lib/server/registration/store/runnerLinks.ts';

/** Begins every API key, so that a leaked one is recognised and a device's token needs one look-up only. */
export const API_KEY_PREFIX = 'run_';

/**
 * @param secret what came after `Bearer`.
 * A device whose token was revoked is still a caller (`revokedMs`): reads made before are stored as unassigned.
 */
export async function authenticate(app: App, secret: string): Promise<Result<Caller, Refusal>> {
	const hash = hashSecret(secret);
	// The environment keeps the hash only, see env.ts.
	if (app.env.OWNER_API_KEY && sameSecret(hash, app.env.OWNER_API_KEY)) return ok({ kind: 'owner-key' });
	const db = app.database.prisma;
	if (secret.startsWith(API_KEY_PREFIX)) {
		const key = await findApiKey(db, hash);
		if (!key) return refuse('token-unknown', 'this API key is not known');
		if (key.revoked) return refuse('token-revoked', 'this API key was revoked');
		return ok({ kind: 'key', name: key.name, role: key.role, event: key.event });
	}
	const token = await findDeviceToken(db, hash);
	if (token) return ok({ kind: 'device', ...token });
	const participantId = await findLinkOwner(db, hash);
	if (participantId) return ok({ kind: 'runner', participantId });
	return refuse('token-unknown', 'this token is not known; pair the phone again or make a new key');
}
