/** What is derived from the facts: one entry per participant. Times are unrounded milliseconds. */

export const PASSING_STATUSES = [
	'counted',
	'waiting',
	'before-start',
	'early-start',
	'superseded-start',
	'late-start',
	'too-early',
	'duplicate',
	'over-limit',
	'out-of-order',
	'other-device',
	'after-ruling',
	'unassigned',
	'after-official',
	'unknown-bib',
	'voided',
	'unmatched',
	'matched',
	'estimated',
	'overruled',
	'wrong-race'
] as const;
export type PassingStatus = (typeof PASSING_STATUSES)[number];

export const RESULT_STATUSES = ['finished', 'on-course', 'dnf', 'dq', 'dns', 'not-seen'] as const;
export type ResultStatus = (typeof RESULT_STATUSES)[number];

export const RESULT_FLAGS = [
	'net-is-gun',
	'start-or-finish',
	'late-start',
	'early-start',
	'wrong-wave',
	'devices-disagree',
	'seen-after-ruling',
	'estimated-time',
	'manual-time',
	'impossible-time'
] as const;
export type ResultFlag = (typeof RESULT_FLAGS)[number];

export interface Split {
	checkpoint: string;
	/** 1-based; above 1 only where laps are counted. */
	occurrence: number;
	/** Milliseconds since the gun of the wave. */
	gunTimeMs: number;
	passingId: string | null;
}

export interface ParticipantResult {
	participantId: string;
	status: ResultStatus;
	place: number | null;
	sexPlace: number | null;
	division: string | null;
	divisionPlace: number | null;
	/** Unrounded; null unless finished (a DQ's time is not published). */
	gunTimeMs: number | null;
	netTimeMs: number | null;
	penaltyMs: number;
	/** Own start (net) and finish as instants, epoch milliseconds; null when there is none. */
	startMs: number | null;
	finishMs: number | null;
	splits: Split[];
	flags: ResultFlag[];
	/** Uncertainty of the finish time; null when unknown. */
	uncertaintyMs: number | null;
	startPassingId: string | null;
	finishPassingId: string | null;
	/** What decides between equal times: the resolution, device and device sequence of the finish read. */
	finishRead: { resolutionMs: number; device: string; seq: number } | null;
}

export interface RaceResults {
	/** In list order: finishers, on course, DNF, DQ, DNS, not seen. */
	results: ParticipantResult[];
	/** Exactly one status per passing given, by passing id. */
	readonly statuses: ReadonlyMap<string, PassingStatus>;
}
