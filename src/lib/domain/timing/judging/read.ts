import type { Passing } from '#lib/domain/timing/facts/passing.ts';
import type { PassingStatus } from '#lib/domain/timing/facts/result.ts';

/** One passing of one participant while it is judged. */
export interface Read {
	readonly passing: Passing;
	/** Index of its line in the course. */
	readonly line: number;
	/** When the line was crossed, epoch milliseconds: corrected, ruled, or proposed. NaN: no line time is known. */
	readonly ms: number;
	/** Half width of the interval that holds the true time; null when unknown. */
	readonly uncertaintyMs: number | null;
	/** `counted` until a rule says otherwise, so that every passing ends with exactly one status. */
	status: PassingStatus;
}

/** By line, then time; equal times by device and its sequence, so that the order never depends on arrival. */
export function compareReads(a: Read, b: Read): number {
	if (a.line !== b.line) return a.line - b.line;
	if (a.ms !== b.ms) return a.ms < b.ms ? -1 : b.ms < a.ms ? 1 : compareTimeless(a, b);
	return comparePassings(a.passing, b.passing);
}

function compareTimeless(a: Read, b: Read): number {
	const byTime = Number(Number.isNaN(a.ms)) - Number(Number.isNaN(b.ms));
	return byTime || comparePassings(a.passing, b.passing);
}

function comparePassings(a: Passing, b: Passing): number {
	if (a.device !== b.device) return a.device < b.device ? -1 : 1;
	if (a.seq !== b.seq) return a.seq - b.seq;
	return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
