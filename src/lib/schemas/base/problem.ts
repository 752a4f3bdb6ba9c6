/** RFC 9457 problem details with a stable reason from a closed list and a message for people. */
import { z } from 'zod';

/** Reason → HTTP status. The list is closed: programs may rely on it. */
export const REASONS = {
	'invalid-json': 400,
	'invalid-request': 400,
	'pairing-code-unknown': 400,
	'pairing-code-expired': 410,
	'pairing-code-used': 410,
	'not-signed-in': 401,
	'token-unknown': 401,
	'token-revoked': 401,
	forbidden: 403,
	'wrong-event': 403,
	'wrong-device': 403,
	'other-origin': 403,
	'not-found': 404,
	'event-unknown': 404,
	'race-unknown': 404,
	'participant-unknown': 404,
	'ruling-unknown': 404,
	'passing-unknown': 404,
	'device-unknown': 404,
	'publication-unknown': 404,
	'method-not-allowed': 405,
	'in-use': 409,
	'duplicate-bib': 409,
	/** The entry was merged into another of the same person; the merge is undone first. */
	'merged-entry': 409,
	/** No longer answered: a form that compares tells who is entered. Kept, since programs may name it. */
	'duplicate-registration': 409,
	full: 409,
	closed: 409,
	'not-published': 404,
	'unruled-participants': 409,
	'edited-since': 412,
	'too-large': 413,
	'too-many-items': 413,
	'unsupported-media-type': 415,
	'unsupported-charset': 415,
	'invalid-document': 422,
	'unknown-field': 422,
	'invalid-csv': 422,
	'impossible-time': 422,
	'too-many-requests': 429,
	'internal-error': 500,
	'not-ready': 503
} as const satisfies Record<string, number>;

export type Reason = keyof typeof REASONS;

/** One fault of a document: where (JSON pointer), what was found, which rule it breaks. */
export const FaultSchema = z.strictObject({
	pointer: z.string(),
	message: z.string(),
	value: z.unknown().optional()
});
export type Fault = z.infer<typeof FaultSchema>;

export const ProblemSchema = z.strictObject({
	type: z.string(),
	title: z.string(),
	status: z.number().int(),
	reason: z.enum(Object.keys(REASONS) as [Reason, ...Reason[]]),
	message: z.string(),
	errors: z.array(FaultSchema).optional()
});
export type Problem = z.infer<typeof ProblemSchema>;

/** A part of an event that something hangs on, so that it cannot be taken out. */
export interface PartUse {
	race?: string;
	/** Of the race; none of them: the race itself. */
	timing?: true;
	wave?: string;
	checkpoint?: string;
	question?: string;
	/** Of the question; neither: the question itself. */
	choice?: string;
	kind?: true;
	participants: number;
	passings: number;
	/** Rulings and publications. */
	decisions: number;
	answers?: number;
}

/** What a service answers when it refuses: mapped once per door. */
export interface Refusal {
	reason: Reason;
	message: string;
	errors?: Fault[];
	/** What hangs on what was to go, for pages; the message says it to programs. */
	inUse?: PartUse[];
	/** Whole seconds; sent as `Retry-After`, not in the document. */
	retryAfterS?: number;
}

export const refuse = (reason: Reason, message: string, errors?: Fault[]): { ok: false; error: Refusal } => ({
	ok: false,
	error: errors ? { reason, message, errors } : { reason, message }
});
