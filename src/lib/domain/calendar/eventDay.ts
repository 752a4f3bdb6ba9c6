/** Whether a moment belongs to the day of an event. */
import { civilDateAt } from '#lib/domain/time/civilDate.ts';

const DAY_MS = 86_400_000;

export interface DayOfEvent {
	/** Of the event, YYYY-MM-DD. */
	date: string;
	timeZone: string;
	/** Guns in force, epoch milliseconds. */
	gunsMs: readonly number[];
}

/** On its date; or within 24 hours of a gun on its date, since a run may go on past midnight. */
export function isEventDay(nowMs: number, { date, timeZone, gunsMs }: DayOfEvent): boolean {
	if (civilDateAt(nowMs, timeZone) === date) return true;
	return gunsMs.some(
		(gunMs) => civilDateAt(gunMs, timeZone) === date && nowMs >= gunMs && nowMs - gunMs < DAY_MS
	);
}
