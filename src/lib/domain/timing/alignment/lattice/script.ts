/**
 * One script out of all: every tap and every slot used once, in order, with the least expected error of the times given.
 * The likeliest script is not it: where many scripts are nearly alike, the one in their middle errs least.
 */
import { type Cell, cellAt, type Lattice, rowAt, valueAt } from './cells.ts';
import { expectedError, type PossibleCrossing, quantile } from '#lib/domain/timing/alignment/crossing.ts';
import type { Problem } from '#lib/domain/timing/alignment/input/problem.ts';

export type Step =
	| { kind: 'match'; tap: number; slot: number }
	/** Slots `slot` and `slot + 1` take taps `tap + 1` and `tap`. */
	| { kind: 'swap'; tap: number; slot: number }
	/** Nobody tapped; crossed before tap `tap`. */
	| { kind: 'hidden'; tap: number; slot: number; atMs: number }
	/** The tap is nobody's; read next would be `slot`. */
	| { kind: 'skip'; tap: number; slot: number };

interface Choice {
	/** Expected error of all that follows, ms. */
	cost: number;
	kind: Step['kind'] | null;
	atMs: number;
}

const NONE: Choice = { cost: Infinity, kind: null, atMs: NaN };

interface Choosing {
	problem: Problem;
	lattice: Lattice;
	/** By slot. */
	crossings: PossibleCrossing[][];
}

/** Steps in order, from the given cell to the last tap and slot. */
export function chooseScript(choosing: Choosing, begin: Cell): Step[] {
	const { lattice } = choosing;
	const choices: Choice[] = [];
	const choiceAt = (j: number, i: number): Choice => choices[cellAt(lattice, j, i)] ?? NONE;
	for (let j = lattice.lastRow; j >= lattice.firstRow; j--) {
		const { first, end, from } = rowAt(lattice, j);
		for (let cell = end - 1; cell >= first; cell--) {
			const last = j === lattice.lastRow && cell === end - 1;
			choices[cell] = last
				? { ...NONE, cost: 0 }
				: bestStep(choosing, { cell, j, i: from + cell - first, choiceAt });
		}
	}
	return follow(begin, choiceAt);
}

function bestStep(
	{ problem, lattice, crossings }: Choosing,
	place: { cell: number; j: number; i: number; choiceAt: (j: number, i: number) => Choice }
): Choice {
	const { cell, j, i, choiceAt } = place;
	const { costs, tapMs } = problem;
	const { skip, match, hidden, swap } = lattice.weights;
	const here = crossings[j] ?? [];
	const there = crossings[j + 1] ?? [];
	let best = NONE;
	const offer = (kind: Step['kind'], cost: number, atMs = NaN): void => {
		if (cost < best.cost) best = { cost, kind, atMs };
	};
	const tapAt = (tap: number): number => tapMs[tap] ?? NaN;
	if (valueAt(skip, cell) > 0) offer('skip', costs.editWorthMs + choiceAt(j, i + 1).cost);
	if (j === problem.slots.length) return best;
	if (valueAt(match, cell) > 0) offer('match', expectedError(here, tapAt(i)) + choiceAt(j + 1, i + 1).cost);
	if (valueAt(swap, cell) > 0) {
		const errors = expectedError(here, tapAt(i + 1)) + expectedError(there, tapAt(i));
		offer('swap', costs.editWorthMs + errors + choiceAt(j + 2, i + 2).cost);
	}
	if (valueAt(hidden, cell) > 0) {
		const middle = quantile(here, 0.5);
		const atMs = Math.min(Math.max(middle, tapMs[i - 1] ?? -Infinity), tapMs[i] ?? Infinity);
		offer('hidden', costs.editWorthMs + expectedError(here, atMs) + choiceAt(j + 1, i).cost, atMs);
	}
	return best;
}

function follow(begin: Cell, choiceAt: (j: number, i: number) => Choice): Step[] {
	const steps: Step[] = [];
	let { tap, slot } = begin;
	for (let choice = choiceAt(slot, tap); choice.kind !== null; choice = choiceAt(slot, tap)) {
		const { kind, atMs } = choice;
		steps.push(kind === 'hidden' ? { kind, tap, slot, atMs } : { kind, tap, slot });
		if (kind !== 'hidden') tap += kind === 'swap' ? 2 : 1;
		if (kind !== 'skip') slot += kind === 'swap' ? 2 : 1;
	}
	return steps;
}
