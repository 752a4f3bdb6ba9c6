/**
 * The lattice of all edit scripts, weighed. Cell (i, j): the first i taps and the first j slots are used up. From there
 *   match   tap i is slot j's                        → (i+1, j+1)
 *   hidden  slot j's finisher crossed without a tap  → (i, j+1)
 *   skip    tap i is nobody's (a double, or a finisher whose bib was not read) → (i+1, j)
 *   swap    slots j and j+1 changed places           → (i+2, j+2)
 * Beside the normal state there are two outages, in which skips (chute phone) or hidden ones (line phone) come cheap.
 * Forward times backward weight (posterior.ts) gives the probability of every move. Cells far below the best of their
 * row are left out, so the work grows with the number of slots, not with its square.
 */
import { type Cell, cellAt, emptyLattice, type Lattice, makeRoom, valueAt } from './cells.ts';
import { weighMoves } from './moves.ts';
import type { Problem } from '#lib/domain/timing/alignment/input/problem.ts';
import { roomForWalks, type Walking } from '#lib/domain/timing/alignment/walking.ts';

export interface Stage {
	/** Where the script begins; what lies before is settled. */
	begin: Cell;
	/** How many slots to take in; Infinity: all. */
	slotsMost: number;
}

export const WHOLE: Stage = { begin: { tap: 0, slot: 0 }, slotsMost: Infinity };

/** Forward weights, those of the moves, and the logarithm of the likelihood. */
export function weighForward(problem: Problem, walking: Walking, stage: Stage = WHOLE) {
	const { taps, tapMs, slots, costs } = problem;
	const { begin } = stage;
	const lastRow = Math.min(slots.length, begin.slot + stage.slotsMost);
	const lattice = emptyLattice({ firstRow: begin.slot, lastRow });
	const room = roomForWalks(taps.length - begin.tap + 2);
	let logLikelihood = 0;
	let reachable = begin.tap;
	let from = begin.tap;
	for (let j = begin.slot; j <= lastRow; j++) {
		const slot = slots[j];
		while (slot && (tapMs[reachable] ?? Infinity) <= slot.latestMs + costs.readBeforeTapMs) reachable++;
		const until = slot ? Math.max(reachable, from) : taps.length;
		makeRoom(lattice, until - from + 1);
		lattice.from[j] = from;
		lattice.base[j] = lattice.cells;
		lattice.width[j] = until - from + 1;
		weighRow(problem, lattice, { j, begin });
		narrowRow(lattice, { j, beam: slot ? costs.beam : 0 });
		logLikelihood += Math.log(lattice.scale[j] ?? 1);
		if (slot) weighMoves({ problem, walking, lattice, room, j });
		from = lattice.from[j] ?? from;
	}
	return { lattice, logLikelihood };
}

function weighRow(problem: Problem, lattice: Lattice, { j, begin }: { j: number; begin: Cell }): void {
	const { begins, goesOn } = problem.costs.outage;
	const { normal, chuteAway, lineAway, skip, match, hidden, freeHidden, swap } = lattice.weights;
	const freeSkip = chuteSilent(problem, j) ? 1 : 0;
	const base = lattice.base[j] ?? 0;
	const from = lattice.from[j] ?? 0;
	const width = lattice.width[j] ?? 0;
	const scaleBefore = lattice.scale[j - 1] ?? 1;
	for (let k = 0; k < width; k++) {
		const i = from + k;
		const cell = base + k;
		let weight = j === begin.slot && i === begin.tap ? 1 : 0;
		const matched = cellAt(lattice, j - 1, i - 1);
		weight += valueAt(normal, matched) * valueAt(match, matched);
		const untapped = cellAt(lattice, j - 1, i);
		const before = valueAt(normal, untapped);
		weight += before * valueAt(hidden, untapped);
		const away = begins * before + goesOn * valueAt(lineAway, untapped);
		lineAway[cell] = valueAt(freeHidden, untapped) * away;
		const crossed = cellAt(lattice, j - 2, i - 2);
		weight += (valueAt(normal, crossed) * valueAt(swap, crossed)) / scaleBefore;
		const left = k > 0 ? (normal[cell - 1] ?? 0) : 0;
		const leftAway = k > 0 ? (chuteAway[cell - 1] ?? 0) : 0;
		if (k > 0) weight += left * (skip[cell - 1] ?? 0);
		chuteAway[cell] = freeSkip * (begins * left + goesOn * leftAway);
		skip[cell] = i < problem.taps.length ? skipWeight(problem, i, j) : 0;
		normal[cell] = weight + (1 - goesOn) * ((chuteAway[cell] ?? 0) + (lineAway[cell] ?? 0));
	}
}

/** Whether nothing was read for so long before slot j that the chute may have been left alone. */
export const chuteSilent = ({ slots, costs }: Problem, j: number): boolean =>
	(slots[j]?.gapMs ?? Infinity) >= costs.outage.silenceMs;

/** Tap i is nobody's: a double, a finisher unread, or (behind the last read) one who may still be walking. */
export function skipWeight({ slots, tapMs, double, heard, costs }: Problem, i: number, j: number): number {
	const unread = slots[j]?.bibMissing ?? costs.bibMissing;
	const walks =
		j === slots.length && heard !== null && (tapMs[i] ?? 0) > heard.readsUntilMs - costs.stillWalkingMs;
	return (walks ? costs.stillWalking : unread) + (double[i] ?? 0);
}

/** Drops the cells at both ends that are far below the best, and scales the rest to a best of 1. */
function narrowRow(lattice: Lattice, { j, beam }: { j: number; beam: number }): void {
	const { normal, chuteAway, lineAway, skip } = lattice.weights;
	const base = lattice.base[j] ?? 0;
	const width = lattice.width[j] ?? 0;
	let most = Number.MIN_VALUE;
	for (let cell = base; cell < base + width; cell++) most = Math.max(most, normal[cell] ?? 0);
	let first = base;
	let last = base + width - 1;
	while (first < last && (normal[first] ?? 0) <= most * beam) first++;
	while (last > first && (normal[last] ?? 0) <= most * beam) last--;
	const kept = last - first + 1;
	for (let k = 0; k < kept; k++) {
		normal[base + k] = (normal[first + k] ?? 0) / most;
		chuteAway[base + k] = (chuteAway[first + k] ?? 0) / most;
		lineAway[base + k] = (lineAway[first + k] ?? 0) / most;
		skip[base + k] = skip[first + k] ?? 0;
	}
	lattice.from[j] = (lattice.from[j] ?? 0) + first - base;
	lattice.width[j] = kept;
	lattice.scale[j] = most;
	lattice.cells = base + kept;
}
