import type { Check, Inspected } from './check.ts';

/** Finishers without a read at a split where others were read: one entry for each split, with everybody concerned. */
export function missedSplits({ race, results }: Inspected): Check[] {
	const splits = race.checkpoints.filter(({ kind }) => kind === 'split');
	return splits.flatMap(({ slug }): Check[] => {
		const passed = ({ splits }: (typeof results)[number]) =>
			splits.some(({ checkpoint }) => checkpoint === slug);
		if (!results.some(passed)) return [];
		const missed = results.filter((result) => result.status === 'finished' && !passed(result));
		if (missed.length === 0) return [];
		return [
			{
				check: 'missed-split',
				severity: 'warning',
				participantIds: missed.map(({ participantId }) => participantId),
				passingIds: [],
				params: { checkpoint: slug, count: String(missed.length) }
			}
		];
	});
}
