/** The two forms of a pairing code: 128 bits in a QR, and eight characters that people type. */
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import { limitAct } from '#lib/server/limits/limitAct.ts';
import { refusalOfLimit } from '#lib/server/limits/refusalOfLimit.ts';
import { hashSecret, newBibCode } from '#lib/server/secret.ts';
import type { Db } from '#lib/server/database/db.ts';
import { findPairing, type PairingFacts } from './store/pairings.ts';

const TYPED_LENGTH = 8;

/** No other code has it, live or over: eight characters suffice without the event. */
export async function freeTypedCode(db: Db): Promise<string> {
	for (;;) {
		const typed = newBibCode().slice(0, TYPED_LENGTH);
		if (!(await findPairing(db, { typedCodeHash: hashSecret(typed) }))) return typed;
	}
}

/** What people type: small letters, hyphens, I and L for 1, O for 0. Null: the code is a QR's. */
function typedIn(code: string): string | null {
	const typed = code
		.toUpperCase()
		.replace(/[\s\p{Pd}]/gu, '')
		.replace(/[IL]/g, '1')
		.replaceAll('O', '0');
	return /^[0-9A-Z]{8}$/.test(typed) ? typed : null;
}

/**
 * A typed code can be guessed, a QR's cannot: wrong typed ones are counted, and hold up typed ones only.
 * @param asked.eventId the event that the caller named; null: any
 */
export async function findByCode(
	app: App,
	{ code, eventId, address }: { code: string; eventId: string | null; address: string }
): Promise<Result<PairingFacts, Refusal>> {
	const typed = typedIn(code);
	const tried = typed === null ? null : await limitAct(app, 'pair-by-typed-code', { address });
	if (tried?.ok === false) return { ok: false, error: refusalOfLimit(tried.error, ', or scan the QR') };
	const pairing = await findPairing(
		app.database.prisma,
		typed === null ? { codeHash: hashSecret(code) } : { typedCodeHash: hashSecret(typed) }
	);
	if (!pairing || (eventId !== null && pairing.eventId !== eventId))
		return refuse('pairing-code-unknown', 'this pairing code is not known; check it, or ask for a new one');
	await tried?.value.forgive();
	return ok(pairing);
}
