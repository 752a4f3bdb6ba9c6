/** On which day a gun lies that was given as a time of day. */
import { civilDateAt } from './civilDate.ts';
import { instantAt, instantsAround } from './timeOfDay.ts';

/** Nobody moves a start, or plans it on the day, by more than this: past midnight the date is another one. */
const FAR_MS = 18 * 3_600_000;

/**
 * The instant of the gun, epoch milliseconds. A wave that was started keeps the day of its gun, also where that is not the
 * event's, unless the time would lie in the future or far from the gun: then the nearest past one is meant. One that was
 * not started lies on the date of the event, where it may be ahead; but shortly after midnight of that date, late in the
 * evening means the evening that has just ended.
 * @param inForceMs the gun in force; null: not started
 * @param date of the event, YYYY-MM-DD
 */
export function gunInstant({
	msOfDay,
	inForceMs,
	date,
	nowMs,
	timeZone
}: {
	msOfDay: number;
	inForceMs: number | null;
	date: string;
	nowMs: number;
	timeZone: string;
}): number {
	const dayMs = instantAt({
		date: inForceMs === null ? date : civilDateAt(inForceMs, timeZone),
		msOfDay,
		timeZone
	});
	if (inForceMs === null) {
		const today = civilDateAt(nowMs, timeZone) === date;
		return today && dayMs - nowMs > FAR_MS ? latestPast({ nearMs: nowMs, nowMs, msOfDay, timeZone }) : dayMs;
	}
	const isOfDay = (dayMs <= nowMs || inForceMs > nowMs) && Math.abs(dayMs - inForceMs) <= FAR_MS;
	return isOfDay ? dayMs : latestPast({ nearMs: inForceMs, nowMs, msOfDay, timeZone });
}

/** The instant of that time of day that lies nearest to `nearMs` and is not ahead of `nowMs`. */
function latestPast({
	nearMs,
	nowMs,
	msOfDay,
	timeZone
}: {
	nearMs: number;
	nowMs: number;
	msOfDay: number;
	timeZone: string;
}): number {
	const around = instantsAround({ aroundMs: nearMs, msOfDay, timeZone });
	const past = around.filter((ms) => ms <= Math.max(nowMs, nearMs));
	return (past.length > 0 ? past : around.slice(0, 1)).reduce((best, ms) =>
		Math.abs(ms - nearMs) < Math.abs(best - nearMs) ? ms : best
	);
}
