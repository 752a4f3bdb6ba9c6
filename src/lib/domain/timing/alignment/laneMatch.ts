/** The matching of one line (or one lane with taps of its own): from the lattice to times, loose taps and what is settled. */
import type { Cell } from './lattice/cells.ts';
import type { AlignmentCosts } from './costs.ts';
import { type PossibleCrossing, offShare, possibleCrossings, quantile } from './crossing.ts';
import { weighForward } from './lattice/lattice.ts';
import { moveShares } from './lattice/posterior.ts';
import { poseProblem, type Problem } from './input/problem.ts';
import { chooseScript, type Step } from './lattice/script.ts';
import type { Anchor, ChuteRead, Heard, Tap } from './input/sequences.ts';
import { resume, settle, type Settled } from './settled.ts';
import type { Walking } from './walking.ts';
import { firstPrior, guessWalking, refineWalking, type WalkPrior } from './walkingEstimate.ts';

/**
 * Where a time comes from: the runner's tap; a tap that an anchor names; an estimate, because no tap was made; or an
 * estimate for now, because the line phone has not been heard so far.
 */
export const TIME_REASONS = ['tap', 'anchor', 'estimate', 'awaiting-tap'] as const;
export type TimeReason = (typeof TIME_REASONS)[number];

export interface MatchedRead {
	chuteId: string;
	lane: string;
	/** Number of taps and slots before it; orders reads of equal time. */
	order: number;
	tapId: string | null;
	atMs: number;
	/** Between these the crossing lies but for a small share on either side. */
	earliestMs: number;
	latestMs: number;
	/** Probability that the time is off by more than `offByMs`. */
	offShare: number;
	reason: TimeReason;
	/** The read whose place it changed, if it did. */
	swappedWith: string | null;
}

export const LOOSE_REASONS = ['tap-double', 'bib-missing', 'still-walking'] as const;
export type LooseReason = (typeof LOOSE_REASONS)[number];

export interface LooseTap {
	tapId: string;
	atMs: number;
	order: number;
	reason: LooseReason;
	/** Finish token that was handed out with it, where that is known. */
	token: number | null;
}

export interface LaneMatch {
	/** Lane with taps of its own; null: the taps and reads of the whole line. */
	lane: string | null;
	reads: MatchedRead[];
	looseTaps: LooseTap[];
	walking: Walking | null;
	settled: Settled | null;
}

export interface LaneInput {
	lane: string | null;
	/** Both in order of time. */
	taps: Tap[];
	chuteReads: ChuteRead[];
	anchors: Anchor[];
	heard: Heard | null;
	costs: AlignmentCosts;
}

const SHARED_LANES_SDS = 1.5;
const ROUNDS = { fresh: 2, resumed: 1 };

export function matchLane(input: LaneInput, previous: LaneMatch | null): LaneMatch {
	const problem = poseProblem(input);
	const kept = previous && resume(previous, problem);
	const begin: Cell = kept?.begin ?? { tap: 0, slot: 0 };
	const stage = { begin, slotsMost: Infinity };
	const prior: WalkPrior = kept
		? { meanMs: kept.walking.walkMs, sdMs: kept.walking.walkSdMs, weight: begin.slot + 1 }
		: firstPrior(problem);
	let walking = kept?.walking ?? guessWalking(problem);
	for (let round = 0; round < (kept ? ROUNDS.resumed : ROUNDS.fresh); round++) {
		const { lattice } = weighForward(problem, walking, stage);
		walking = refineWalking(problem, { lattice, shares: moveShares(problem, lattice), walking, prior });
	}
	const { lattice } = weighForward(problem, walking, stage);
	const shares = moveShares(problem, lattice);
	const crossings = possibleCrossings(problem, { lattice, shares, walking });
	const steps = chooseScript({ problem, lattice, crossings }, begin);
	const spreadMs = sharesTaps(problem) ? SHARED_LANES_SDS * walking.walkSdMs : 0;
	const found = readScript({ problem, steps, crossings, spreadMs });
	return {
		lane: input.lane,
		reads: [...(kept?.reads ?? []), ...found.reads],
		looseTaps: [...(kept?.looseTaps ?? []), ...found.looseTaps],
		walking,
		settled: settle({ problem, lattice, shares, steps, walking })
	};
}

/** Lanes that share the taps of one line: nothing holds the order between them but the walking time. */
const sharesTaps = ({ slots }: Problem): boolean =>
	slots.some(({ read, token }) => read && token === null && read.lane !== slots[0]?.read?.lane);

interface Script {
	problem: Problem;
	steps: Step[];
	crossings: PossibleCrossing[][];
	/** What the crossings do not tell. */
	spreadMs: number;
}

function readScript({ problem, steps, crossings, spreadMs }: Script): Pick<LaneMatch, 'reads' | 'looseTaps'> {
	const reads: MatchedRead[] = [];
	const looseTaps: LooseTap[] = [];
	const take = (slot: number, given: { tap: number | null; atMs: number; with: number | null }): void => {
		const read = matchedRead({ problem, crossings, spreadMs }, { slot, ...given });
		if (read) reads.push(read);
		else if (given.tap !== null) looseTaps.push(...looseTap(problem, given.tap, slot));
	};
	for (const step of steps) {
		const { tap, slot } = step;
		const tapAt = (i: number): number => problem.tapMs[i] ?? NaN;
		if (step.kind === 'match') take(slot, { tap, atMs: tapAt(tap), with: null });
		else if (step.kind === 'hidden') take(slot, { tap: null, atMs: step.atMs, with: null });
		else if (step.kind === 'skip') looseTaps.push(...looseTap(problem, tap, slot));
		else {
			take(slot + 1, { tap, atMs: tapAt(tap), with: slot });
			take(slot, { tap: tap + 1, atMs: tapAt(tap + 1), with: slot + 1 });
		}
	}
	return { reads, looseTaps };
}

/** Null for a token that was never read. */
function matchedRead(
	{ problem, crossings, spreadMs }: Omit<Script, 'steps'>,
	place: { slot: number; tap: number | null; atMs: number; with: number | null }
): MatchedRead | null {
	const { costs, slots, taps, heard } = problem;
	const slot = slots[place.slot];
	const read = slot?.read;
	if (!slot || !read) return null;
	const tap = place.tap === null ? null : (taps[place.tap] ?? null);
	const possible = crossings[place.slot] ?? [];
	const anchored = slot.anchors.some(({ tapIndex, fromMs, toMs }) =>
		tapIndex === null ? place.atMs >= fromMs && place.atMs <= toMs : tapIndex === place.tap
	);
	const aroundMs = spreadMs + (tap === null ? 0 : costs.tapHandMs);
	const awaited = tap === null && heard !== null && place.atMs > heard.tapsUntilMs;
	return {
		chuteId: read.id,
		lane: read.lane,
		order: place.slot,
		tapId: tap?.id ?? null,
		atMs: place.atMs,
		earliestMs: Math.min(place.atMs, quantile(possible, costs.uncertaintyTail)) - aroundMs,
		latestMs: Math.max(place.atMs, quantile(possible, 1 - costs.uncertaintyTail)) + aroundMs,
		offShare: Math.max(offShare(possible, place.atMs, costs.offByMs), spreadMs > 0 ? costs.doubt.slight : 0),
		reason: anchored ? 'anchor' : tap ? 'tap' : awaited ? 'awaiting-tap' : 'estimate',
		swappedWith: place.with === null ? null : (slots[place.with]?.read?.id ?? null)
	};
}

function looseTap(
	{ taps, slots, double, heard, costs }: Problem,
	index: number,
	slotIndex: number
): LooseTap[] {
	const tap = taps[index];
	if (!tap) return [];
	const slot = slots[slotIndex];
	const token = slot && !slot.read ? slot.token : null;
	const walks = !slot && heard !== null && tap.atMs > heard.readsUntilMs - costs.stillWalkingMs;
	const twice = token === null && (double[index] ?? 0) > (slot?.bibMissing ?? costs.bibMissing);
	return [
		{
			tapId: tap.id,
			atMs: tap.atMs,
			order: index,
			reason: walks ? 'still-walking' : twice ? 'tap-double' : 'bib-missing',
			token
		}
	];
}
