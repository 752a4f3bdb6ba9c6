import type { Checkpoint, Race } from '#lib/domain/timing/facts/course.ts';

/** A checkpoint of the course, ready for judging: its place in the course and the trust order of its devices. */
export interface Line {
	index: number;
	checkpoint: Checkpoint;
	/** Rank of a listed device; lower is more trusted. Devices that are not listed come after all of these. */
	trust: ReadonlyMap<string, number>;
	/** Only at lines where runners start: how long after the gun a read can be the own start. */
	startWindowMs: number;
}

/** The lines of a race in course order. At a start-finish line the window never exceeds the least plausible time. */
export function linesOf(race: Race): Line[] {
	return race.checkpoints.map((checkpoint, index) => ({
		index,
		checkpoint,
		trust: new Map(checkpoint.devices.map((device, rank) => [device, rank])),
		startWindowMs:
			checkpoint.kind === 'start-finish'
				? Math.min(race.startWindowMs, checkpoint.minTimeMs)
				: race.startWindowMs
	}));
}

/**
 * Where an occurrence of a checkpoint stands in the course: lap by lap, within a lap as the checkpoints are listed.
 * Grows along the course; the start is 0.
 */
export const coursePosition = (race: Race, line: Line, occurrence: number): number =>
	(occurrence - 1) * race.checkpoints.length + line.index + 1;
