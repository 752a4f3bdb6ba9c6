/**
 * A passing is an observation at a checkpoint by one device. Facts are append-only: a passing is stored
 * once and never changed, also when it cannot count. What it amounts to is derived (see README.md beside this file).
 */

/** How the observation was made. `tap` has a time and no bib; `chute` has a bib and no line time. */
export const PASSING_KINDS = ['scan', 'tap', 'chute', 'manual', 'chip', 'import'] as const;
export type PassingKind = (typeof PASSING_KINDS)[number];

/**
 * What devices send: passings, and bibs handed out at the check-in desk. The latter travel and are stored like passings,
 * and are never read back as one, so they cannot count for timing.
 */
export const OBSERVATION_KINDS = [...PASSING_KINDS, 'check-in'] as const;
export type ObservationKind = (typeof OBSERVATION_KINDS)[number];

/** What a chute read holds for a runner whose bib cannot be read: the place in the order counts. */
export const NO_BIB = 'no-bib';

export interface Passing {
	/** UUID made by the device that observed; the same id again is the same fact. */
	id: string;
	/** Name of the device within the event, e.g. `finish-a`. */
	device: string;
	/** The device's own running number; orders reads that are equal within their resolution. */
	seq: number;
	/** Slug of the checkpoint within the event, e.g. `finish`. */
	checkpoint: string;
	kind: PassingKind;
	/** The runner that the read bib, code or tag stands for; null when unknown or when nothing was read. */
	participantId: string | null;
	/** What was read, as read: a bib, a code or a tag; null for a tap. */
	read: string | null;
	/** Device time in epoch milliseconds, before correction. */
	atMs: number;
	/** Estimated clock offset, added to `atMs` to get the corrected time. */
	offsetMs: number;
	/** Half width of the interval that holds the true time; null when the device could not tell. */
	uncertaintyMs: number | null;
	/** 1 for a phone; 1,000 for whole-second imports. */
	resolutionMs: number;
	/** When the server stored it, epoch milliseconds. */
	receivedMs: number;
	/** Which of several lanes behind one line; absent or null where there is one. */
	lane?: string | null;
	/** Number of a finish token read together with the bib, or noted with a tap; a sync mark has one too. */
	token?: number | null;
	/** False when the device was not (or no longer) assigned to that checkpoint at `atMs`. */
	assigned: boolean;
	/** True when it arrived after the official results of its race: it counts once an organiser accepts it. */
	late?: boolean;
}

/** Corrected time = device time + clock offset, in epoch milliseconds. */
export const correctedMs = (p: Pick<Passing, 'atMs' | 'offsetMs'>): number => p.atMs + p.offsetMs;
