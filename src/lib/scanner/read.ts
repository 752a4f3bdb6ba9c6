/** What a phone keeps of one observation, from the moment it is made until the organiser closes the race. */
import type { ObservationKind } from '#lib/domain/timing/facts/passing.ts';

/** The kinds that a phone makes; `chip` and `import` come from elsewhere. */
export type ReadKind = Extract<ObservationKind, 'scan' | 'tap' | 'chute' | 'manual' | 'check-in'>;

/**
 * queued: on this phone only · sent: the server has it · rejected: the server's final no to this read · parked: the
 * server refuses a request with it, kept for the organiser · undone: taken back before it was sent, never sent.
 */
export type ReadState = 'queued' | 'sent' | 'rejected' | 'parked' | 'undone';

/** The server's final answers; `duplicate` means that it was stored by an earlier try whose answer was lost. */
export type FinalAnswer = 'stored' | 'duplicate' | 'rejected';

export interface Read {
	/** UUID made here; the same id sent again is the same fact. */
	id: string;
	/** Slug of the event that the phone was paired with. */
	event: string;
	/** The phone's own running number, over all events and pairings. */
	seq: number;
	checkpoint: string;
	kind: ReadKind;
	/** At most one of the three: a typed number, what a QR held, or a chip. A tap has none. */
	bib: string | null;
	code: string | null;
	/** Chute: its lane, and the number of the finish token read together with the bib. */
	lane: string | null;
	token: number | null;
	/** Device time in epoch milliseconds, from the monotonic clock of `clockId`. */
	atMs: number;
	/** Which unbroken stretch of the monotonic clock stamped it, see clockSync.ts. */
	clockId: string;
	/** Correction and its half width; null until the item is sent for the first time, then fixed. */
	offsetMs: number | null;
	uncertaintyMs: number | null;
	state: ReadState;
	answer: FinalAnswer | null;
	/** The server's reason for `rejected` or `parked`. */
	reason: string | null;
	/** Not sent before this wall-clock time, so that it can be undone. */
	holdUntilMs: number;
}

/** A read of the race: all but bibs handed out before it. */
export type TimedRead = Read & { kind: Exclude<ReadKind, 'check-in'> };
export const isTimed = (read: Read): read is TimedRead => read.kind !== 'check-in';

/** A hold is short; one that lies far ahead means that the wall clock was set back, and does not hold. */
const LONGEST_HOLD_MS = 10_000;
/** Not sent yet, so that the phone may still take it back or add to it. `nowMs`: wall clock. */
export const isHeld = ({ state, holdUntilMs }: Read, nowMs: number): boolean =>
	state === 'queued' && holdUntilMs > nowMs && holdUntilMs - nowMs <= LONGEST_HOLD_MS;

/** What a role hands over; the rest is filled in when it is kept. */
export type NewRead = Pick<Read, 'kind' | 'atMs' | 'clockId'> &
	Partial<Pick<Read, 'bib' | 'code' | 'lane' | 'token' | 'holdUntilMs'>>;
