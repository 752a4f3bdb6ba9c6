/** Consents are separate, append-only facts: the last of its kind is in force. They never say why. */

/** Version of the texts beside the boxes; it changes whenever a text does, so a record tells what was read. */
const CONSENT_TEXT_VERSION = '2026-11';

export const CONSENT_KINDS = ['terms', 'name', 'photos', 'next-year-mail', 'guardian'] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

export interface ConsentAnswer {
	kind: ConsentKind;
	given: boolean;
}

/** Names the text that was read: for the terms, with the version of the event's own rules (null: it has none). */
export const consentTextVersion = (kind: ConsentKind, rules: number | null): string =>
	kind === 'terms' && rules !== null ? `${CONSENT_TEXT_VERSION} rules-${rules}` : CONSENT_TEXT_VERSION;

/** What is in force of a runner's records, oldest first. A kind that was never asked is not given. */
export function consentsInForce(records: ConsentAnswer[]): Record<ConsentKind, boolean> {
	const inForce: Record<ConsentKind, boolean> = {
		terms: false,
		name: false,
		photos: false,
		'next-year-mail': false,
		guardian: false
	};
	for (const { kind, given } of records) inForce[kind] = given;
	return inForce;
}
