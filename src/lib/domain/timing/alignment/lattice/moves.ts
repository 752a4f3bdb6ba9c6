/** The weight of each move out of the cells of one row of the lattice. */
import { type Lattice, rowAt } from './cells.ts';
import type { Problem } from '#lib/domain/timing/alignment/input/problem.ts';
import type { Slot } from '#lib/domain/timing/alignment/input/slots.ts';
import {
	roomForWalks,
	serviceAt,
	type Walking,
	type Walks,
	walksOf
} from '#lib/domain/timing/alignment/walking.ts';
import { windowsOf } from '#lib/domain/timing/alignment/input/windows.ts';

interface Weighing {
	problem: Problem;
	walking: Walking;
	lattice: Lattice;
	/** Scratch room for the run of taps. */
	room: Walks;
	/** The row. */
	j: number;
}

export function weighMoves(weighing: Weighing): void {
	const { problem, lattice, j } = weighing;
	const { match, hidden, freeHidden, swap } = lattice.weights;
	const { first, end } = rowAt(lattice, j);
	const slot = problem.slots[j];
	if (!slot) return;
	const tapped = Math.min(end, first + problem.taps.length - (lattice.from[j] ?? 0));
	match.fill(1, first, tapped).fill(0, tapped, end);
	hidden.fill(0, first, end);
	freeHidden.fill(0, first, end);
	swap.fill(0, first, end);
	weighHidden(weighing, slot);
	weighMatches(weighing, { slot, ahead: 0, into: match });
	const next = slot.swap > 0 ? problem.slots[j + 1] : undefined;
	if (!next) return;
	// Tap i + 1 is this slot's, tap i the next one's.
	swap.fill(slot.swap, first, Math.max(first, Math.min(end, tapped - 1)));
	weighMatches(weighing, { slot, ahead: 1, into: swap });
	weighMatches(weighing, { slot: next, ahead: 0, into: swap });
}

/** Multiplies what is in `into` by the weight of the match with the tap `ahead` of each cell's. */
function weighMatches(
	{ problem, walking, lattice, room, j }: Weighing,
	{ slot, ahead, into }: { slot: Slot; ahead: number; into: Float64Array }
): void {
	const { tapMs, costs } = problem;
	const { first, end, from } = rowAt(lattice, j);
	const service = serviceAt(slot.gapMs, walking, costs);
	const atMs = tapMs.subarray(from + ahead, from + ahead + end - first);
	const walks = slot.read ? walksOf({ readMs: slot.read.atMs, atMs, into: room }, walking, costs) : null;
	for (let k = 0; k < atMs.length; k++) {
		let weight = 1 - costs.tapMissing;
		if (walks) weight *= service.busy * (walks.shorter[k] ?? 0) + service.free * (walks.density[k] ?? 0);
		for (const anchor of slot.anchors) {
			const at = atMs[k] ?? 0;
			const tap = from + ahead + k;
			const kept =
				anchor.tapIndex === null ? at >= anchor.fromMs && at <= anchor.toMs : anchor.tapIndex === tap;
			if (!kept) weight *= costs.anchorBroken[anchor.source];
		}
		into[first + k] = (into[first + k] ?? 0) * Math.max(weight, costs.inexplicable);
	}
}

function weighHidden({ problem, walking, lattice, room, j }: Weighing, slot: Slot): void {
	const { rate, costs } = problem;
	const { hidden, freeHidden } = lattice.weights;
	const { first, end, from } = rowAt(lattice, j);
	const service = serviceAt(slot.gapMs, walking, costs);
	const { edgeMs, parts } = windowsOf(problem, { slot, from, length: end - first });
	const into = edgeMs.length > room.density.length ? roomForWalks(edgeMs.length) : room;
	const walks = slot.read ? walksOf({ readMs: slot.read.atMs, atMs: edgeMs, into }, walking, costs) : null;
	const count = parts?.length ?? end - first;
	for (let p = 0; p < count; p++) {
		const part = parts?.[p];
		const k = part?.cell ?? p;
		const weight = part?.weight ?? costs.tapMissing;
		const a = part ? 2 * p : p;
		const wide = (edgeMs[a + 1] ?? 0) - (edgeMs[a] ?? 0);
		const arrivals = rate[Math.min(from + k, rate.length - 1)] ?? 1 / costs.arrivalWindowMs;
		const walked = walks ? Math.max(0, (walks.shorter[a] ?? 0) - (walks.shorter[a + 1] ?? 0)) : 1;
		const waited = walks ? Math.max(0, (walks.shorterSum[a] ?? 0) - (walks.shorterSum[a + 1] ?? 0)) : 0;
		const crossed = walks ? service.busy * waited + service.free * walked : wide;
		hidden[first + k] = (hidden[first + k] ?? 0) + weight * arrivals * crossed;
		if (wide < costs.outage.silenceMs) continue;
		// In an outage many cross in one window, and each has to come out of it at its own time.
		const each = Math.min(1, weight / costs.tapMissing) * (service.busy + arrivals * service.free) * walked;
		freeHidden[first + k] = (freeHidden[first + k] ?? 0) + each;
	}
	const least = costs.inexplicable * costs.tapMissing;
	for (let cell = first; cell < end; cell++) hidden[cell] = Math.max(hidden[cell] ?? 0, least);
}
