/** Where a finisher without a tap may have crossed: between two taps, cut where an anchor or the last news begins. */
import type { Problem } from './problem.ts';
import type { Slot } from './slots.ts';

/**
 * The windows of a row's cells. Without `parts` cell k reaches from `edgeMs[k]` to `edgeMs[k + 1]`; with parts, part p
 * reaches from `edgeMs[2p]` to `edgeMs[2p + 1]`, belongs to a cell and has its own price.
 */
export interface Windows {
	edgeMs: Float64Array;
	parts: { cell: number; weight: number }[] | null;
}

/** After tap i−1 and before tap i; at the ends of the race bounded by what is plausible for this slot. */
export function windowBefore(problem: Problem, i: number, slot: Slot): { fromMs: number; toMs: number } {
	const { tapMs, costs } = problem;
	const latest = slot.read?.atMs ?? slot.latestMs;
	const fromMs =
		i > 0 ? (tapMs[i - 1] ?? latest) : Math.min(tapMs[0] ?? latest, latest) - costs.beforeFirstTapMs;
	return { fromMs, toMs: tapMs[i] ?? Math.max(latest, fromMs) };
}

interface Cells {
	slot: Slot;
	from: number;
	length: number;
}

export function windowsOf(problem: Problem, cells: Cells): Windows {
	const { slot, from, length } = cells;
	if (slot.anchors.length > 0 || problem.heard) return windowParts(problem, cells);
	const edgeMs = new Float64Array(length + 1);
	edgeMs[0] = windowBefore(problem, from, slot).fromMs;
	edgeMs.set(problem.tapMs.subarray(from, from + length), 1);
	if (from + length > problem.taps.length)
		edgeMs[length] = windowBefore(problem, problem.taps.length, slot).toMs;
	return { edgeMs, parts: null };
}

function windowParts(problem: Problem, { slot, from, length }: Cells): Windows {
	const { heard, taps, costs } = problem;
	const parts: { cell: number; weight: number }[] = [];
	const edgeMs: number[] = [];
	const add = (cell: number, { fromMs, toMs, weight }: Part): void => {
		if (!(toMs > fromMs)) return;
		parts.push({ cell, weight });
		edgeMs.push(fromMs, toMs);
	};
	for (let cell = 0; cell < length; cell++) {
		const window = { ...windowBefore(problem, from + cell, slot), weight: costs.tapMissing };
		for (const part of anchoredParts(window, { slot, problem })) {
			// Crossings that the line phone has not reported yet are not missing.
			const news = heard && from + cell === taps.length ? heard.tapsUntilMs : Infinity;
			const split = Math.min(Math.max(part.fromMs, news), part.toMs);
			add(cell, { ...part, toMs: split });
			add(cell, { fromMs: split, toMs: part.toMs, weight: part.weight / costs.tapMissing });
		}
	}
	return { parts, edgeMs: Float64Array.from(edgeMs) };
}

interface Part {
	fromMs: number;
	toMs: number;
	weight: number;
}

/** What lies outside an anchor pays for breaking it; an anchor on a tap is broken by every crossing without one. */
function anchoredParts(window: Part, { slot, problem }: { slot: Slot; problem: Problem }): Part[] {
	let parts = [window];
	for (const { source, tapIndex, fromMs, toMs } of slot.anchors) {
		const broken = problem.costs.anchorBroken[source];
		if (tapIndex !== null) {
			parts = parts.map((part) => ({ ...part, weight: part.weight * broken }));
			continue;
		}
		parts = parts.flatMap((part) => [
			{ fromMs: part.fromMs, toMs: Math.min(part.toMs, fromMs), weight: part.weight * broken },
			{ fromMs: Math.max(part.fromMs, fromMs), toMs: Math.min(part.toMs, toMs), weight: part.weight },
			{ fromMs: Math.max(part.fromMs, toMs), toMs: part.toMs, weight: part.weight * broken }
		]);
	}
	return parts;
}

/** The part of a window that agrees with the slot's anchors; the whole window when none does. */
export function anchoredWindow(slot: Slot, window: { fromMs: number; toMs: number }) {
	let { fromMs, toMs } = window;
	for (const anchor of slot.anchors) {
		const [a, b] = [Math.max(fromMs, anchor.fromMs), Math.min(toMs, anchor.toMs)];
		if (anchor.tapIndex === null && a <= b) [fromMs, toMs] = [a, b];
	}
	return { fromMs, toMs };
}
