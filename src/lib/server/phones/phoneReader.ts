import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { Caller } from '#lib/server/access/caller.ts';

/** A phone whose token was revoked sends what it read before, and reads nothing more. */
export const refusalOfRevoked = (caller: Caller): { ok: false; error: Refusal } | null =>
	caller.kind === 'device' && caller.revokedMs !== null
		? refuse('token-revoked', 'the token of this phone was revoked; pair it again')
		: null;
