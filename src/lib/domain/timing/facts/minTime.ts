import type { CheckpointKind } from './course.ts';

/** Two minutes a kilometre: faster than anybody runs, so that no real read is lost. */
const MS_A_METRE = 120;

/**
 * Least plausible time from the gun where the event document gives none: the distance at 2:00 min/km. The finish is at
 * the race's distance unless it says otherwise; a start, and a split of unknown distance, may be passed at once.
 */
export function defaultMinTimeMs({
	kind,
	distanceM,
	raceDistanceM
}: {
	kind: CheckpointKind;
	distanceM: number | null;
	raceDistanceM: number;
}): number {
	if (kind === 'start') return 0;
	if (kind === 'split') return Math.round((distanceM ?? 0) * MS_A_METRE);
	// A finish given at distance 0 is the line that the runners started from.
	return Math.round((distanceM || raceDistanceM) * MS_A_METRE);
}
