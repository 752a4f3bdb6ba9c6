/** A race of a template: from a start to a finish, or in laps over one line. */
import type { WrittenEventDocument } from '#lib/schemas/event/event.ts';

type WrittenRace = WrittenEventDocument['races'][number];

/** 2:00 min/km: no lap is run faster. */
const FASTEST_MS_PER_M = 120;
const USUAL_WINDOW_MS = 900_000;

interface Shape extends Pick<WrittenRace, 'slug' | 'name' | 'capacity' | 'divisions'> {
	/** Of a lap, metres. */
	distance: number;
	laps: number;
	scheduledAt: string | null;
}

export function raceOfLaps({ distance, laps, scheduledAt, ...named }: Shape): WrittenRace {
	const shape = { ...named, distanceM: distance * laps, waves: [{ slug: 'all', scheduledAt }] };
	if (laps === 1) return { ...shape, checkpoints: [{ slug: 'finish', kind: 'finish', distanceM: distance }] };
	const minTimeMs = Math.max(1, Math.round(distance * FASTEST_MS_PER_M));
	return {
		...shape,
		// Who starts later than the quickest lap takes cannot be told from who has run one.
		startWindowMs: Math.min(USUAL_WINDOW_MS, minTimeMs),
		checkpoints: [{ slug: 'line', kind: 'start-finish', minTimeMs, maxOccurrences: laps }]
	};
}
