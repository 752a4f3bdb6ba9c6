/** Times of day as people type them, and the instants that they mean in an event's zone. */
import { civilDateAt } from './civilDate.ts';
import { zoneOffsetMs } from './zoneOffset.ts';

const DAY_MS = 86_400_000;
const TIME = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,3}))?)?$/;

/** `10:00`, `10:00:00` or `10:00:00.250` as milliseconds since midnight; null: not a time of day. */
export function parseTimeOfDay(text: string): number | null {
	const match = TIME.exec(text.trim());
	if (!match) return null;
	const [, hours = '0', minutes = '0', seconds = '0', fraction = '0'] = match;
	if (Number(hours) > 23) return null;
	return (
		((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'))
	);
}

/**
 * The instant, in epoch milliseconds, of a time of day on a civil date in a zone. Of the hour that happens twice in
 * autumn the first is meant; the hour that is left out in spring counts on from the last minute before it.
 * @param date YYYY-MM-DD
 */
export function instantAt({
	date,
	msOfDay,
	timeZone
}: {
	date: string;
	msOfDay: number;
	timeZone: string;
}): number {
	const asUtc = Date.parse(`${date}T00:00:00Z`) + msOfDay;
	const before = asUtc - zoneOffsetMs(asUtc - DAY_MS, timeZone);
	const after = asUtc - zoneOffsetMs(asUtc + DAY_MS, timeZone);
	const earlier = Math.min(before, after);
	const fits = (ms: number): boolean => ms + zoneOffsetMs(ms, timeZone) === asUtc;
	return fits(earlier) ? earlier : fits(Math.max(before, after)) ? Math.max(before, after) : before;
}

/** The instants of a time of day on the day of `aroundMs`, the day before and the day after; in order. */
export function instantsAround({
	aroundMs,
	msOfDay,
	timeZone
}: {
	aroundMs: number;
	msOfDay: number;
	timeZone: string;
}): number[] {
	return [-1, 0, 1].map((days) =>
		instantAt({ date: civilDateAt(aroundMs + days * DAY_MS, timeZone), msOfDay, timeZone })
	);
}

/** The one nearest to `aroundMs`: past midnight a time of day belongs to another date. */
export const nearestInstant = (asked: Parameters<typeof instantsAround>[0]): number =>
	instantsAround(asked).reduce((best, ms) =>
		Math.abs(ms - asked.aroundMs) < Math.abs(best - asked.aroundMs) ? ms : best
	);

/** As a browser writes it into a field of day and time, `2027-06-06T10:00`, with seconds where there are some. */
export function localDateTime(ms: number, timeZone: string): string {
	const local = new Date(ms + zoneOffsetMs(ms, timeZone)).toISOString().slice(0, 19);
	return local.endsWith(':00') ? local.slice(0, 16) : local;
}

/** `10:00`, with seconds where there are some. */
export const localTimeOfDay = (ms: number, timeZone: string): string => localDateTime(ms, timeZone).slice(11);
