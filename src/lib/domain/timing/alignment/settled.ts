/**
 * While the race runs, what lies well behind and has only one explanation is settled: the next proposal begins there, so
 * that it costs what is new, and what volunteers have seen does not change under their eyes. A point is given up as soon
 * as anything before it differs (a tap that arrives late, a new anchor, a ruling).
 */
import { type Cell, cellAt, type Lattice, valueAt } from './lattice/cells.ts';
import type { MoveShares } from './lattice/posterior.ts';
import type { Problem } from './input/problem.ts';
import type { Step } from './lattice/script.ts';
import type { Walking } from './walking.ts';

export interface Settled {
	/** How many taps and slots are settled. */
	begin: Cell;
	/** What lay before: ids of taps and reads, and the anchors on them. */
	facts: string;
	walking: Walking;
}

/** The last cell that the chosen script and nearly all likelihood go through, far enough behind the last read. */
export function settle(given: {
	problem: Problem;
	lattice: Lattice;
	shares: MoveShares;
	steps: Step[];
	walking: Walking;
}): Settled | null {
	const { problem, lattice, shares, steps, walking } = given;
	const { slots, costs } = problem;
	const untilMs = (slots.at(-1)?.latestMs ?? -Infinity) - costs.settledAfterMs;
	for (const { tap, slot } of [...steps].reverse()) {
		const latestMs = slots[slot]?.latestMs ?? Infinity;
		if (latestMs > untilMs) continue;
		if (valueAt(shares.through, cellAt(lattice, slot, tap)) < 1 - costs.settledRest) continue;
		const begin = { tap, slot };
		return { begin, facts: factsBefore(problem, begin), walking };
	}
	return null;
}

/** By the number of taps and slots before it. */
interface Ordered {
	order: number;
}

/** What can be kept of the proposal before; null: everything has to be matched anew. */
export function resume<Read extends Ordered, LooseTap extends Ordered>(
	previous: { reads: Read[]; looseTaps: LooseTap[]; settled: Settled | null },
	problem: Problem
) {
	const { settled } = previous;
	if (!settled || factsBefore(problem, settled.begin) !== settled.facts) return null;
	const { begin, walking } = settled;
	return {
		begin,
		walking,
		reads: previous.reads.filter(({ order }) => order < begin.slot),
		looseTaps: previous.looseTaps.filter(({ order }) => order < begin.tap)
	};
}

function factsBefore({ taps, slots }: Problem, begin: Cell): string {
	const taken = taps.slice(0, begin.tap).map(({ id, atMs }) => [id, atMs]);
	const read = slots
		.slice(0, begin.slot)
		.map(({ read, token, anchors }) => [
			read?.id,
			read?.atMs,
			token,
			...anchors.map((anchor) => Object.values(anchor))
		]);
	return JSON.stringify([taken, read]);
}
