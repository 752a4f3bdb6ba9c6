/** The probability of every move: forward weight × move × backward weight, over all scripts that explain the race. */
import { cellAt, type Lattice, rowAt, valueAt } from './cells.ts';
import { chuteSilent } from './lattice.ts';
import type { Problem } from '#lib/domain/timing/alignment/input/problem.ts';

/** Probabilities by cell of the lattice. */
export interface MoveShares {
	match: Float64Array;
	hidden: Float64Array;
	swap: Float64Array;
	/** That the script goes through this cell. */
	through: Float64Array;
}

/** Weight of all ways to the end, in the three states of the lattice. */
interface Backward {
	normal: Float64Array;
	chuteAway: Float64Array;
	lineAway: Float64Array;
}

/** The lattice may end before the last slot: then scripts may end anywhere in its last row. */
export function moveShares(problem: Problem, lattice: Lattice): MoveShares {
	const blank = (): Float64Array => new Float64Array(lattice.cells);
	const shares: MoveShares = { match: blank(), hidden: blank(), swap: blank(), through: blank() };
	const backward: Backward = { normal: blank(), chuteAway: blank(), lineAway: blank() };
	const last = rowAt(lattice, lattice.lastRow);
	const endsFrom = lattice.lastRow < problem.slots.length ? last.first : last.end - 1;
	let total = 0;
	for (let cell = endsFrom; cell < last.end; cell++) total += valueAt(lattice.weights.normal, cell);
	for (let j = lattice.lastRow; j >= lattice.firstRow; j--) {
		weighBackward({ problem, lattice, j, total, endsFrom }, { shares, backward });
	}
	return shares;
}

interface Step {
	problem: Problem;
	lattice: Lattice;
	j: number;
	total: number;
	/** Scripts end in this cell and those behind it. */
	endsFrom: number;
}

function weighBackward(step: Step, { shares, backward }: { shares: MoveShares; backward: Backward }): void {
	const { problem, lattice, j, total, endsFrom } = step;
	const { begins, goesOn } = problem.costs.outage;
	const { weights } = lattice;
	const { first, end, from } = rowAt(lattice, j);
	const silent = chuteSilent(problem, j) ? 1 : 0;
	const scale = lattice.scale[j + 1] ?? 1;
	const swapScale = scale * (lattice.scale[j + 2] ?? 1);
	for (let cell = end - 1; cell >= first; cell--) {
		const i = from + cell - first;
		const below = cellAt(lattice, j + 1, i);
		const right = cell + 1 < end ? cell + 1 : -1;
		const matchedTo = valueAt(backward.normal, cellAt(lattice, j + 1, i + 1));
		const match = (valueAt(weights.match, cell) * matchedTo) / scale;
		const hidden = (valueAt(weights.hidden, cell) * valueAt(backward.normal, below)) / scale;
		const freeHidden = (valueAt(weights.freeHidden, cell) * valueAt(backward.lineAway, below)) / scale;
		const crossedTo = valueAt(backward.normal, cellAt(lattice, j + 2, i + 2));
		const swap = (valueAt(weights.swap, cell) * crossedTo) / swapScale;
		const skip = valueAt(weights.skip, cell) * valueAt(backward.normal, right);
		const freeSkip = silent * valueAt(backward.chuteAway, right);
		const ends = cell >= endsFrom ? 1 : 0;
		const normal = ends + match + hidden + swap + skip + begins * (freeSkip + freeHidden);
		backward.normal[cell] = normal;
		backward.chuteAway[cell] = (1 - goesOn) * normal + goesOn * freeSkip;
		backward.lineAway[cell] = (1 - goesOn) * normal + goesOn * freeHidden;
		const here = valueAt(weights.normal, cell) / total;
		const away = valueAt(weights.lineAway, cell) / total;
		shares.match[cell] = here * match;
		shares.swap[cell] = here * swap;
		shares.hidden[cell] = here * (hidden + begins * freeHidden) + away * goesOn * freeHidden;
		shares.through[cell] = here * normal;
	}
}
