/** When the finisher of each slot may have crossed: the possible instants with their probabilities. */
import { type Lattice, rowAt, valueAt } from './lattice/cells.ts';
import type { MoveShares } from './lattice/posterior.ts';
import type { Problem } from './input/problem.ts';
import type { Slot } from './input/slots.ts';
import { serviceAt, walkDensity, type Walking, walkShare } from './walking.ts';
import { anchoredWindow, windowBefore } from './input/windows.ts';

export interface PossibleCrossing {
	atMs: number;
	share: number;
}

const LEAST_SHARE = 1e-6;
/** A window that is worth a closer look is cut into pieces of about this length. */
const PIECE_MS = 500;
const PIECES_MOST = 40;
const CLOSER_LOOK = 0.005;

/** For each slot, in order of time; shares sum to 1 (but for what is too unlikely to keep). Settled slots have none. */
export function possibleCrossings(
	problem: Problem,
	{ lattice, shares, walking }: { lattice: Lattice; shares: MoveShares; walking: Walking }
): PossibleCrossing[][] {
	const { slots, tapMs } = problem;
	const crossings: PossibleCrossing[][] = slots.map(() => []);
	const add = (j: number, i: number, share: number): void => {
		const atMs = tapMs[i];
		if (share > LEAST_SHARE && atMs !== undefined) crossings[j]?.push({ atMs, share });
	};
	slots.forEach((slot, j) => {
		const { first, end, from } = rowAt(lattice, j);
		for (let cell = first; cell < end; cell++) {
			const i = from + cell - first;
			const hidden = valueAt(shares.hidden, cell);
			if (hidden > LEAST_SHARE) crossings[j]?.push(...untapped({ problem, walking, slot, i, share: hidden }));
			add(j, i, valueAt(shares.match, cell));
			add(j, i + 1, valueAt(shares.swap, cell));
			add(j + 1, i, valueAt(shares.swap, cell));
		}
	});
	for (const list of crossings) list.sort((a, b) => a.atMs - b.atMs);
	return crossings;
}

/** A crossing between two taps, spread over that window as the walking time allows. */
function untapped(given: { problem: Problem; walking: Walking; slot: Slot; i: number; share: number }) {
	const { problem, walking, slot, i, share } = given;
	const { costs } = problem;
	const { fromMs, toMs } = anchoredWindow(slot, windowBefore(problem, i, slot));
	const wanted = share < CLOSER_LOOK ? 1 : Math.ceil((toMs - fromMs) / PIECE_MS);
	const pieces = Math.max(1, Math.min(PIECES_MOST, wanted));
	const { busy, free } = serviceAt(slot.gapMs, walking, costs);
	const parts: PossibleCrossing[] = [];
	let sum = 0;
	for (let piece = 0; piece < pieces; piece++) {
		const atMs = Math.round(fromMs + ((piece + 0.5) / pieces) * (toMs - fromMs));
		const uMs = (slot.read?.atMs ?? NaN) - atMs;
		const walked = slot.read
			? busy * walkShare(uMs, walking, costs) + free * walkDensity(uMs, walking, costs)
			: 1;
		const weight = Math.max(walked, 1e-100);
		parts.push({ atMs, share: weight });
		sum += weight;
	}
	for (const part of parts) part.share *= share / sum;
	return parts;
}

/** The instant below which the given share lies; NaN when there is none. */
export function quantile(crossings: readonly PossibleCrossing[], share: number): number {
	const total = crossings.reduce((sum, crossing) => sum + crossing.share, 0);
	let sum = 0;
	for (const crossing of crossings) {
		sum += crossing.share;
		if (sum >= total * share) return crossing.atMs;
	}
	return crossings.at(-1)?.atMs ?? NaN;
}

/** Expected distance between this instant and the crossing. */
export function expectedError(crossings: readonly PossibleCrossing[], atMs: number): number {
	let sum = 0;
	for (const crossing of crossings) sum += crossing.share * Math.abs(crossing.atMs - atMs);
	return sum;
}

/** Probability that the crossing lies further than `withinMs` from this instant. */
export function offShare(crossings: readonly PossibleCrossing[], atMs: number, withinMs: number): number {
	let sum = 0;
	for (const crossing of crossings) if (Math.abs(crossing.atMs - atMs) > withinMs) sum += crossing.share;
	return sum;
}
