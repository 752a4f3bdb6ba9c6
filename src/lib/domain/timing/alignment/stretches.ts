/** Marks what the data cannot decide, so that nothing is guessed silently. */
import type { AlignmentCosts } from './costs.ts';
import type { MatchedRead } from './laneMatch.ts';

/** Strong: worth a look by the organiser. Slight: could be off, and probably is not. */
export const DOUBTS = ['none', 'slight', 'strong'] as const;
export type Doubt = (typeof DOUBTS)[number];

/** Places from 1, both included. */
export interface Stretch {
	fromPlace: number;
	toPlace: number;
	doubt: Exclude<Doubt, 'none'>;
}

/** `reads` in order of place. */
export function markStretches(
	reads: readonly MatchedRead[],
	{ doubt: limits }: AlignmentCosts
): { doubts: Doubt[]; stretches: Stretch[] } {
	const doubts = reads.map(({ offShare }): Doubt => {
		if (offShare >= limits.strong) return 'strong';
		return offShare >= limits.slight ? 'slight' : 'none';
	});
	const stretches: Stretch[] = [];
	doubts.forEach((doubt, index) => {
		if (doubt === 'none') return;
		const place = index + 1;
		const last = stretches.at(-1);
		if (last && last.toPlace === index && last.doubt === doubt) last.toPlace = place;
		else stretches.push({ fromPlace: place, toPlace: place, doubt });
	});
	return { doubts, stretches };
}
