/**
 * Gives each bib read in the chute the time of its tap at the line (timing rules, "Taps matched with scans"). Pure: the
 * same facts give the same proposal, in whatever order they are handed over. It proposes; organisers confirm or edit by
 * rulings, which come back as anchors.
 */
import { ALIGNMENT_COSTS, type AlignmentCosts } from './costs.ts';
import { explainEdits, type MatchEdit } from './edits.ts';
import { type LaneMatch, type LooseTap, type MatchedRead, matchLane, type TimeReason } from './laneMatch.ts';
import type { Anchor, ChuteRead, Heard, Tap } from './input/sequences.ts';
import { type Doubt, markStretches, type Stretch } from './stretches.ts';

export interface Assignment {
	/** Order among the bibs read, by time, from 1. */
	place: number;
	chuteId: string;
	lane: string;
	/** Null: no tap was made; the time is an estimate. */
	tapId: string | null;
	/** When the runner crossed the line, epoch milliseconds. */
	atMs: number;
	/** The crossing lies within this of `atMs` with 95 %. */
	uncertaintyMs: number;
	doubt: Doubt;
	/** Whether it lies in a marked stretch. */
	uncertain: boolean;
	reason: TimeReason;
}

export interface MatchProposal {
	assignments: Assignment[];
	/** Taps without a bib: numbered unknown finishers, claimable later. */
	unmatchedTaps: LooseTap[];
	/** What the proposal assumes to have gone wrong, in order. */
	edits: MatchEdit[];
	stretches: Stretch[];
	/** For the next proposal (`previous`); plain data. */
	lanes: LaneMatch[];
}

export interface MatchInput {
	taps: readonly Tap[];
	chuteReads: readonly ChuteRead[];
	anchors?: readonly Anchor[];
	/** While the race runs: how far the phones have been heard. */
	heard?: Heard | null;
	/** The proposal before: what it settled is kept as long as the facts behind it stand. */
	previous?: MatchProposal | null;
	costs?: AlignmentCosts;
}

export function proposeMatches(input: MatchInput): MatchProposal {
	const costs = input.costs ?? ALIGNMENT_COSTS;
	const before = new Map(input.previous?.lanes.map((lane) => [lane.lane, lane]));
	const lanes = lanesOf(input).map(({ lane, taps, chuteReads }) =>
		matchLane(
			{ lane, taps, chuteReads, anchors: [...(input.anchors ?? [])], heard: input.heard ?? null, costs },
			before.get(lane) ?? null
		)
	);
	const reads = lanes
		.flatMap((lane) => lane.reads)
		.sort((a, b) => a.atMs - b.atMs || a.order - b.order || compareText(a.chuteId, b.chuteId));
	const looseTaps = lanes
		.flatMap((lane) => lane.looseTaps)
		.sort((a, b) => a.atMs - b.atMs || compareText(a.tapId, b.tapId));
	const tapUncertainty = new Map(input.taps.map((tap) => [tap.id, tap.uncertaintyMs ?? 0]));
	const { doubts, stretches } = markStretches(reads, costs);
	const assignments = reads.map((read, index) =>
		assignment(read, { index, doubt: doubts[index] ?? 'none', tapUncertainty })
	);
	return {
		assignments,
		unmatchedTaps: looseTaps,
		edits: explainEdits({ reads, looseTaps, stretches }),
		stretches,
		lanes
	};
}

/** A lane with taps of its own is matched on its own; all other reads share the taps of the line. */
function lanesOf({ taps, chuteReads }: MatchInput) {
	const own = new Set(taps.flatMap(({ lane }) => lane ?? []));
	const line = {
		lane: null,
		taps: taps.filter(({ lane }) => (lane ?? null) === null).sort(byTime),
		chuteReads: chuteReads.filter(({ lane }) => !own.has(lane)).sort(byTime)
	};
	const rest = [...own].sort(compareText).map((lane) => ({
		lane,
		taps: taps.filter((tap) => tap.lane === lane).sort(byTime),
		chuteReads: chuteReads.filter((read) => read.lane === lane).sort(byTime)
	}));
	return [line, ...rest].filter((lane) => lane.taps.length + lane.chuteReads.length > 0);
}

/** Reads of one device arrive in its order, which the id does not tell: `seq` does. */
const byTime = (a: Tap | ChuteRead, b: Tap | ChuteRead): number =>
	a.atMs - b.atMs || (a.seq ?? 0) - (b.seq ?? 0) || compareText(a.id, b.id);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function assignment(
	read: MatchedRead,
	given: { index: number; doubt: Doubt; tapUncertainty: Map<string, number> }
): Assignment {
	const { chuteId, lane, tapId, atMs, earliestMs, latestMs, reason } = read;
	const clockMs = tapId === null ? 0 : (given.tapUncertainty.get(tapId) ?? 0);
	return {
		place: given.index + 1,
		chuteId,
		lane,
		tapId,
		atMs,
		uncertaintyMs: Math.max(atMs - earliestMs, latestMs - atMs) + clockMs,
		doubt: given.doubt,
		uncertain: given.doubt !== 'none',
		reason
	};
}
