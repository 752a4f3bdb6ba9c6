import type { Read } from './read.ts';

/** A counted read at an intermediate line; `position` grows along the course (see lines.ts). */
export interface SplitRead {
	read: Read;
	occurrence: number;
	position: number;
}

/**
 * The longest chain of splits that runs along the course in order of time, between own start and finish, which both
 * stand. The others get `out-of-order`. Of chains of equal length the one that holds the earlier part of the course.
 *
 * `splits` are in course order; a missed split is simply not there. Equal times do not contradict the course.
 */
export function keepLongestChain(
	splits: SplitRead[],
	{ startMs, finishMs }: { startMs: number; finishMs: number }
): SplitRead[] {
	if (runsInOrder(splits, { startMs, finishMs })) return splits;
	const possible = splits.filter(({ read }) => read.ms >= startMs && read.ms <= finishMs);
	const kept = new Set(longestChain(possible));
	for (const split of splits) if (!kept.has(split)) split.read.status = 'out-of-order';
	return splits.filter((split) => kept.has(split));
}

function runsInOrder(splits: readonly SplitRead[], bounds: { startMs: number; finishMs: number }): boolean {
	let lastMs = bounds.startMs;
	for (const { read } of splits) {
		if (read.ms < lastMs) return false;
		lastMs = read.ms;
	}
	return lastMs <= bounds.finishMs;
}

/** Quadratic: a course has a handful of splits. Lengths are counted from the end, so the first best is the earliest. */
function longestChain(splits: readonly SplitRead[]): SplitRead[] {
	const lengths: number[] = new Array<number>(splits.length).fill(1);
	const next: number[] = new Array<number>(splits.length).fill(-1);
	for (let i = splits.length - 1; i >= 0; i--) {
		for (let j = i + 1; j < splits.length; j++) {
			const follows = (splits[j]?.read.ms ?? 0) >= (splits[i]?.read.ms ?? 0);
			if (follows && (lengths[j] ?? 0) + 1 > (lengths[i] ?? 0)) {
				lengths[i] = (lengths[j] ?? 0) + 1;
				next[i] = j;
			}
		}
	}
	const chain: SplitRead[] = [];
	for (let i = lengths.indexOf(Math.max(...lengths)); i >= 0; i = next[i] ?? -1) {
		const split = splits[i];
		if (split) chain.push(split);
	}
	return chain;
}
