/** A time as an organiser types it, by the clock of the race or since the gun, and the instant that it means. */
import { err, ok, type Result } from '#lib/domain/result.ts';
import { parseDuration } from './duration.ts';
import { instantAt, instantsAround, nearestInstant, parseTimeOfDay } from './timeOfDay.ts';

/** `either`: what was typed and the gun decide between the two. */
export const GIVEN_AS = ['either', 'clock', 'gun'] as const;
export type GivenAs = (typeof GIVEN_AS)[number];

export interface GivenTime {
	/** Epoch milliseconds. */
	ms: number;
	/** How it was understood. */
	as: 'clock' | 'gun';
}

/** Where a typed time belongs. */
export interface TimeBasis {
	/** Of the wave in force, epoch milliseconds; null: not started. */
	gunMs: number | null;
	/** Of the event, YYYY-MM-DD. */
	date: string;
	timeZone: string;
	/** A finish comes after the gun; an own start may lie on either side of it. */
	of: 'finish' | 'start';
}

const HOUR_MS = 3_600_000;
/** A time of day further from the gun than this is rather a time since the gun: `0:24:31` after a start at 10:00. */
const REACH_MS = 12 * HOUR_MS;
/** Early birds start before the gun of their wave, but not by hours. */
const EARLY_MS = HOUR_MS;

/** `10:24:31.5` by the clock; `24:31`, `0:24:31` or `1471.5` since the gun. `no-gun`: nothing to count from yet. */
export function givenTime(
	text: string,
	{ as, basis }: { as: GivenAs; basis: TimeBasis }
): Result<GivenTime, 'not-a-time' | 'no-gun'> {
	const { gunMs } = basis;
	const clock = as === 'gun' ? null : clockTime(text, basis);
	const elapsed = as === 'clock' ? null : parseDuration(text);
	if (gunMs === null) {
		if (clock !== null) return ok({ ms: clock, as: 'clock' });
		return err(elapsed === null ? 'not-a-time' : 'no-gun');
	}
	if (clock !== null && (elapsed === null || isWithinReach(clock - gunMs)))
		return ok({ ms: clock, as: 'clock' });
	return elapsed === null ? err('not-a-time') : ok({ ms: gunMs + elapsed, as: 'gun' });
}

const isWithinReach = (afterGunMs: number): boolean => afterGunMs >= -EARLY_MS && afterGunMs <= REACH_MS;

/**
 * A time about a crossing that is known roughly: of the two readings the one nearer to `nearMs` is meant. Answers epoch
 * milliseconds; null: not a time.
 */
export function givenTimeNear(
	text: string,
	{ nearMs, gunMs, timeZone }: { nearMs: number; gunMs: number | null; timeZone: string }
): number | null {
	const msOfDay = parseTimeOfDay(text);
	const clock = msOfDay === null ? null : nearestInstant({ aroundMs: nearMs, msOfDay, timeZone });
	const duration = gunMs === null ? null : parseDuration(text);
	const elapsed = gunMs === null || duration === null ? null : gunMs + duration;
	if (clock === null || elapsed === null) return clock ?? elapsed;
	return Math.abs(elapsed - nearMs) < Math.abs(clock - nearMs) ? elapsed : clock;
}

/** Past midnight a finish is the first such time after the gun, and a start the one nearest to it. */
function clockTime(text: string, { gunMs, date, timeZone, of }: TimeBasis): number | null {
	const msOfDay = parseTimeOfDay(text);
	if (msOfDay === null) return null;
	if (gunMs === null) return instantAt({ date, msOfDay, timeZone });
	const asked = { aroundMs: gunMs, msOfDay, timeZone };
	const after = of === 'finish' ? instantsAround(asked).find((ms) => ms >= gunMs) : undefined;
	return after ?? nearestInstant(asked);
}
