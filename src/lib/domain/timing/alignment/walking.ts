/**
 * The way from the line to the chute. A runner walks, waits while the runner in front is read, and is read:
 *     read = max(read before + service, crossing + walk)
 * so a read right after the one before says only that the walk was not longer, and a read after a pause gives the walk
 * itself. That is what tells two scripts of edits apart.
 */
import type { AlignmentCosts } from './costs.ts';
import { normalDensity, normalShare } from './lattice/normal.ts';

export interface Walking {
	walkMs: number;
	walkSdMs: number;
	/** How long a read keeps the chute busy. */
	serviceMs: number;
	serviceSdMs: number;
}

/** Density of the walk at `uMs` after the crossing. */
export function walkDensity(uMs: number, walking: Walking, costs: AlignmentCosts): number {
	const { share, longestMs } = costs.oddWalk;
	const usual = normalDensity((uMs - walking.walkMs) / walking.walkSdMs) / walking.walkSdMs;
	return (1 - share) * usual + (uMs > 0 && uMs < longestMs ? share / longestMs : 0);
}

/** Share of walks that are over `uMs` after the crossing. */
export function walkShare(uMs: number, walking: Walking, costs: AlignmentCosts): number {
	const { share, longestMs } = costs.oddWalk;
	const odd = Math.min(1, Math.max(0, uMs / longestMs));
	return (1 - share) * normalShare((uMs - walking.walkMs) / walking.walkSdMs) + share * odd;
}

/** Density of the reading time at this gap, and the share of reads that are done within it. */
export function serviceAt(
	gapMs: number,
	walking: Walking,
	costs: AlignmentCosts
): { busy: number; free: number } {
	const { share, longestMs } = costs.oddService;
	const z = (gapMs - walking.serviceMs) / walking.serviceSdMs;
	return {
		busy:
			((1 - share) * normalDensity(z)) / walking.serviceSdMs + (gapMs < longestMs ? share / longestMs : 0),
		free: (1 - share) * normalShare(z) + share * Math.min(1, gapMs / longestMs)
	};
}

/** What one read says about a run of taps: the walk that each of them would mean. */
export interface Walks {
	density: Float64Array;
	/** Share of walks that are shorter, and that share summed over later crossings (for crossings without a tap). */
	shorter: Float64Array;
	shorterSum: Float64Array;
}

export const roomForWalks = (length: number): Walks => ({
	density: new Float64Array(length),
	shorter: new Float64Array(length),
	shorterSum: new Float64Array(length)
});

/**
 * Fills `into` for the taps at `atMs`; it is the caller's to use again, for this is the innermost loop. The sum follows
 * from ∫Φ = xΦ + φ.
 */
export function walksOf(
	run: { readMs: number; atMs: Float64Array; into: Walks },
	walking: Walking,
	costs: AlignmentCosts
): Walks {
	const { share, longestMs } = costs.oddWalk;
	const { walkMs, walkSdMs } = walking;
	const { atMs, into } = run;
	for (let k = 0; k < atMs.length; k++) {
		const uMs = run.readMs - (atMs[k] ?? 0);
		const x = (uMs - walkMs) / walkSdMs;
		const density = normalDensity(x);
		const shorter = normalShare(x);
		const odd = Math.min(longestMs, Math.max(0, uMs));
		const oddDensity = uMs > 0 && uMs < longestMs ? share / longestMs : 0;
		into.density[k] = ((1 - share) * density) / walkSdMs + oddDensity;
		into.shorter[k] = (1 - share) * shorter + (share * odd) / longestMs;
		into.shorterSum[k] =
			(1 - share) * walkSdMs * (x * shorter + density) +
			share * ((odd * odd) / (2 * longestMs) + Math.max(0, uMs - longestMs));
	}
	return into;
}
