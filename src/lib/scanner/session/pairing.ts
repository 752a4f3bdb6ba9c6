/** From a code to a session: the QR's fragment, the organiser's QR seen by the phone's own camera, or typed letters. */
import type { Result } from '#lib/domain/result.ts';
import { err, ok } from '#lib/domain/result.ts';
import { bodyOf, PairedAnswerSchema, reasonOf } from './answers.ts';
import type { Ask } from './server.ts';
import type { Session } from './session.ts';

export interface PairingCode {
	code: string;
	/** Slug of the event, where a link names it. */
	event?: string;
}

export type PairingFault =
	'no-network' | 'code-unknown' | 'code-expired' | 'code-used' | 'too-many-tries' | 'not-understood';

/** The code in an address such as `https://run.example.org/scan#pair=…`; null when there is none. */
export function pairingCodeIn(text: string): PairingCode | null {
	const fragment = text.includes('#') ? text.slice(text.indexOf('#') + 1) : '';
	const code = new URLSearchParams(fragment).get('pair');
	return code ? { code } : null;
}

/** Typed letters as the server compares them: capitals, without spaces. */
export const typedCode = (typed: string): string => typed.toUpperCase().replaceAll(/\s/g, '');

const FAULTS: Record<string, PairingFault> = {
	'pairing-code-unknown': 'code-unknown',
	'pairing-code-expired': 'code-expired',
	'pairing-code-used': 'code-used',
	'event-unknown': 'code-unknown',
	'too-many-requests': 'too-many-tries'
};

export async function pair(
	ask: Ask,
	code: PairingCode,
	nowMs: number
): Promise<Result<Session, PairingFault>> {
	const answer = await ask({ path: '/pairings', method: 'POST', body: code });
	if (answer === null) return err('no-network');
	const paired = answer.status < 300 ? bodyOf(answer, PairedAnswerSchema) : null;
	if (!paired) return err(FAULTS[reasonOf(answer) ?? ''] ?? 'not-understood');
	const { event, device, token, checkpoint, role } = paired;
	return ok({
		event: { slug: event.slug, name: event.name, timeZone: event.timeZone },
		device,
		token,
		checkpoint,
		role,
		refused: false,
		pairedAtMs: nowMs
	});
}
