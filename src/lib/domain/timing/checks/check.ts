import type { Participant, Race } from '#lib/domain/timing/facts/course.ts';
import type { Passing } from '#lib/domain/timing/facts/passing.ts';
import type { ParticipantResult, PassingStatus } from '#lib/domain/timing/facts/result.ts';

/** What is worth a look before publishing. */
export const CHECKS = [
	'podium-differs',
	'impossible-time',
	'impossible-pace',
	'missed-split',
	'before-gun',
	'finish-without-start',
	'start-or-finish',
	'early-start',
	'late-start',
	'wrong-wave',
	'unknown-bib',
	'unassigned',
	'after-official',
	'unmatched',
	'estimated-time',
	'duplicate-bib',
	'devices-disagree',
	'same-second-award',
	'uncertain-place',
	'seen-after-ruling',
	'overdue',
	'award-age-edge'
] as const;
export type CheckName = (typeof CHECKS)[number];

/** `safety`: somebody may need help; `warning`: probably wrong; `notice`: true, but to be known. */
export type CheckSeverity = 'safety' | 'warning' | 'notice';

export interface Check {
	check: CheckName;
	severity: CheckSeverity;
	participantIds: string[];
	passingIds: string[];
	/** Ready to show: bibs, times as `0:24:31`, names of lists. */
	params: Record<string, string>;
}

/** What the checks look at. Passings count once each, whatever came twice. */
export interface Inspected {
	race: Race;
	participants: ReadonlyMap<string, Participant>;
	/** In the order of the race. */
	results: readonly ParticipantResult[];
	passings: readonly InspectedPassing[];
	/** The gun of each participant's wave, by participant id. */
	gunStarts: ReadonlyMap<string, number | null>;
	nowMs: number;
}

export interface InspectedPassing {
	passing: Passing;
	status: PassingStatus;
	/** After claims and bib swaps; null: nobody in this race. */
	owner: string | null;
}

/** The bib for people to recognise a runner by; without one the id. */
export const bibOf = ({ participants }: Inspected, participantId: string): string =>
	participants.get(participantId)?.bib ?? participantId;
