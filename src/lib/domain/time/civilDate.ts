/** Civil dates as `YYYY-MM-DD`: what a calendar shows, without a zone. */
import { zoneOffsetMs } from './zoneOffset.ts';

/** The date, or null where the calendar has no such day (31 April, 29 February of a common year) or the year is none of 1900–2200. */
export function civilDate(parts: { year: number; month: number; day: number }): string | null {
	const { year, month, day } = parts;
	if (!Number.isInteger(year) || year < 1900 || year > 2200) return null;
	const instant = new Date(Date.UTC(year, month - 1, day));
	if (instant.getUTCMonth() !== month - 1 || instant.getUTCDate() !== day) return null;
	return instant.toISOString().slice(0, 10);
}

/** The date that a calendar on the wall of `timeZone` (IANA name) shows at an instant (epoch milliseconds). */
export function civilDateAt(atMs: number, timeZone: string): string {
	return new Date(atMs + zoneOffsetMs(atMs, timeZone)).toISOString().slice(0, 10);
}

/** Whole years on a day. Somebody born on 29 February has the birthday on 1 March in common years. */
export function ageOnDay(birthDate: string, day: string): number {
	const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
	return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
