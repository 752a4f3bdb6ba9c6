/**
 * Storage of the lattice: row by row (a row for each number of slots used up), in each row the tap counts that are worth
 * looking at. All values of one kind lie in one array, for this is where the time of the matching goes.
 */

/** A cell by what it means: how many taps and slots are used up. */
export interface Cell {
	tap: number;
	slot: number;
}

export const WEIGHTS = [
	'normal',
	'chuteAway',
	'lineAway',
	'skip',
	'match',
	'hidden',
	'freeHidden',
	'swap'
] as const;
export type Weight = (typeof WEIGHTS)[number];

export interface Lattice {
	/** First and last row; earlier rows are settled. */
	firstRow: number;
	lastRow: number;
	/** Of each row: lowest tap count, index of its first cell, number of cells, and what its weights were divided by. */
	from: Int32Array;
	base: Int32Array;
	width: Int32Array;
	scale: Float64Array;
	/**
	 * Weight of all scripts up to a cell, in the normal state and in the two outages, and of the moves out of it: tap i is
	 * nobody's (skip), is the slot's (match), the slot's finisher crossed untapped before tap i (hidden; freeHidden: while
	 * the line phone stands still), or this slot and the next changed places (swap).
	 */
	weights: Record<Weight, Float64Array>;
	/** Number of cells in use. */
	cells: number;
}

const CELLS_A_ROW = 24;

export function emptyLattice({ firstRow, lastRow }: { firstRow: number; lastRow: number }): Lattice {
	const room = (lastRow - firstRow + 1) * CELLS_A_ROW;
	return {
		firstRow,
		lastRow,
		from: new Int32Array(lastRow + 1),
		base: new Int32Array(lastRow + 1),
		width: new Int32Array(lastRow + 1),
		scale: new Float64Array(lastRow + 1).fill(1),
		weights: {
			normal: new Float64Array(room),
			chuteAway: new Float64Array(room),
			lineAway: new Float64Array(room),
			skip: new Float64Array(room),
			match: new Float64Array(room),
			hidden: new Float64Array(room),
			freeHidden: new Float64Array(room),
			swap: new Float64Array(room)
		},
		cells: 0
	};
}

/** Makes sure that `more` cells fit behind those in use. */
export function makeRoom(lattice: Lattice, more: number): void {
	const needed = lattice.cells + more;
	if (needed <= lattice.weights.normal.length) return;
	for (const kind of WEIGHTS) {
		const grown = new Float64Array(2 * needed);
		grown.set(lattice.weights[kind].subarray(0, lattice.cells));
		lattice.weights[kind] = grown;
	}
}

/** Index of the cell of row j and tap count i; −1 when it is not kept. */
export function cellAt(lattice: Lattice, j: number, i: number): number {
	if (j < lattice.firstRow || j > lattice.lastRow) return -1;
	const k = i - (lattice.from[j] ?? 0);
	return k >= 0 && k < (lattice.width[j] ?? 0) ? (lattice.base[j] ?? 0) + k : -1;
}

/** The value at a cell; 0 where it is not kept. */
export const valueAt = (values: Float64Array, cell: number): number => (cell < 0 ? 0 : (values[cell] ?? 0));

export interface RowOfCells {
	/** Index of the first cell and of the one behind the last. */
	first: number;
	end: number;
	/** Tap count of the first cell. */
	from: number;
}

export function rowAt(lattice: Lattice, j: number): RowOfCells {
	const kept = j >= lattice.firstRow && j <= lattice.lastRow;
	const first = kept ? (lattice.base[j] ?? 0) : 0;
	return { first, end: first + (kept ? (lattice.width[j] ?? 0) : 0), from: lattice.from[j] ?? 0 };
}
