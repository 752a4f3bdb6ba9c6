import type { RankBy, Sex, Ties } from '#lib/domain/timing/facts/course.ts';
import type { Outcome } from '#lib/domain/timing/judging/judgement.ts';
import type { ParticipantResult, ResultStatus } from '#lib/domain/timing/facts/result.ts';

/** Order of the list: finishers, then the others without a place. */
const STATUS_ORDER: Record<ResultStatus, number> = {
	finished: 0,
	'on-course': 2,
	dnf: 3,
	dq: 4,
	dns: 5,
	'not-seen': 6
};
/** Behind the finishers with a place: those whose time cannot be. */
const IMPOSSIBLE = 1;

/** Reads of this resolution or coarser never share a place: their equal times are an accident of the clock. */
const COARSE_MS = 100;

/** One participant's key in the order of the list. */
export interface Standing {
	readonly participantId: string;
	readonly sex: Sex | null;
	readonly division: string | null;
	readonly group: number;
	/** Finishers: the unrounded time, as far as the read resolves it; on course: when last seen. */
	readonly ms: number;
	readonly position: number;
	readonly coarse: boolean;
	readonly device: string;
	readonly seq: number;
	readonly bibNumber: number;
	readonly bib: string;
	/** The first of a dead heat, whose key all in it take; null: not in one. */
	lead: Standing | null;
}

export interface StandingInput {
	outcome: Outcome;
	rankBy: RankBy;
}

export function standingOf({ outcome, rankBy }: StandingInput): Standing {
	const { participant, result } = outcome;
	const bib = participant.bib ?? '';
	const impossible = result.flags.includes('impossible-time');
	const placed = result.status === 'finished' && !impossible;
	return {
		participantId: participant.id,
		sex: participant.sex,
		division: result.division,
		group: impossible ? IMPOSSIBLE : STATUS_ORDER[result.status],
		ms: placed ? rankMs(result, rankBy) : (outcome.progressMs ?? 0),
		position: outcome.position,
		coarse: (result.finishRead?.resolutionMs ?? 1) >= COARSE_MS,
		device: result.finishRead?.device ?? '',
		seq: result.finishRead?.seq ?? 0,
		bibNumber: bibNumberOf(bib),
		bib,
		lead: null
	};
}

/** Bibs in the order of their numbers; those that do not begin with one come last. */
function bibNumberOf(bib: string): number {
	const number = Number.parseInt(bib, 10);
	return Number.isNaN(number) ? Infinity : number;
}

/**
 * Milliseconds to rank by: reads within one step of their resolution count as equal, so that the device's own
 * sequence decides between them.
 */
function rankMs(result: ParticipantResult, rankBy: RankBy): number {
	const timeMs = (rankBy === 'gun' ? result.gunTimeMs : result.netTimeMs) ?? Infinity;
	const resolutionMs = result.finishRead?.resolutionMs ?? 1;
	if (resolutionMs <= 1 || result.finishMs === null) return timeMs;
	return timeMs - (result.finishMs % resolutionMs);
}

/** A total order: the same list from the same facts, whatever the order in which they are given. */
export function compareStandings(a: Standing, b: Standing): number {
	if (a.lead === b.lead) return compareKeys(a, b);
	return compareKeys(a.lead ?? a, b.lead ?? b);
}

function compareKeys(a: Standing, b: Standing): number {
	if (a.group !== b.group) return a.group - b.group;
	if (a.group === STATUS_ORDER.finished) {
		if (a.ms !== b.ms) return a.ms - b.ms;
		if (a.coarse !== b.coarse) return a.coarse ? 1 : -1;
		if (a.device !== b.device) return a.device < b.device ? -1 : 1;
		if (a.seq !== b.seq) return a.seq - b.seq;
	} else if (a.group === STATUS_ORDER['on-course']) {
		if (a.position !== b.position) return b.position - a.position;
		if (a.ms !== b.ms) return a.ms - b.ms;
	}
	return compareBibs(a, b);
}

function compareBibs(a: Standing, b: Standing): number {
	if (a.bibNumber !== b.bibNumber) return a.bibNumber < b.bibNumber ? -1 : 1;
	if (a.bib !== b.bib) return a.bib < b.bib ? -1 : 1;
	return a.participantId < b.participantId ? -1 : a.participantId > b.participantId ? 1 : 0;
}

/**
 * Whether the later of two neighbours in the list shares the place of the earlier: by a dead-heat ruling, or when the
 * race shares places and both clocks are fine enough for the equality to mean something.
 */
export function sharesPlace(a: Standing, b: Standing, ties: Ties): boolean {
	if (a.lead !== null && a.lead === b.lead) return true;
	const [first, second] = [a.lead ?? a, b.lead ?? b];
	return ties === 'share' && first.ms === second.ms && !first.coarse && !second.coarse;
}

/** Gives all in a dead heat the key of the first of them that finished. `heat` holds the standings of one dead heat. */
export function joinHeat(heat: readonly Standing[]): void {
	const finishers = heat.filter((standing) => standing.group === STATUS_ORDER.finished);
	const [first] = [...finishers].sort(compareKeys);
	if (first) for (const standing of finishers) standing.lead = first;
}

/** Whether it has a place: finished, in a time above 0. */
export const isFinisher = (standing: Standing): boolean => standing.group === STATUS_ORDER.finished;
