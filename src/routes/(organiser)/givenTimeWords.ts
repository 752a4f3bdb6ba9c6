/** What a typed time was understood as, in words: the same beside the field and after the act. */
import { civilDateAt } from '#lib/domain/time/civilDate.ts';
import { formatDuration, parseDuration } from '#lib/domain/time/duration.ts';
import { givenTime, type GivenAs, type TimeBasis } from '#lib/domain/time/givenTime.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { clockOf, longDate } from '#lib/ui/dates.ts';

/** `10:24:31.500, 24:31.500 after the gun`. */
export function instantWords(ms: number, { gunMs, timeZone }: Pick<TimeBasis, 'gunMs' | 'timeZone'>): string {
	const clock = clockOf(ms, timeZone);
	if (gunMs === null) return clock;
	return ms < gunMs
		? m.organiser_understood_early({ clock, elapsed: formatDuration(gunMs - ms) })
		: m.organiser_understood_elapsed({ clock, elapsed: formatDuration(ms - gunMs) });
}

/** `10:00:00.000`, with its date where that is not the event's. */
export function gunWords(ms: number, { date, timeZone }: { date: string; timeZone: string }): string {
	const clock = clockOf(ms, timeZone);
	const day = civilDateAt(ms, timeZone);
	return day === date ? clock : m.organiser_understood_day({ clock, day: longDate(day) });
}

/** `1 min 30 sec`, with hours and decimals where there are some. */
export function durationWords(ms: number): string {
	const seconds = (ms % 60_000) / 1000;
	const minutes = Math.floor(ms / 60_000);
	const parts: [number, string][] = [
		[Math.floor(minutes / 60), 'hour'],
		[minutes % 60, 'minute'],
		[seconds, 'second']
	];
	const shown = parts.filter(([value, unit]) => value > 0 || (ms === 0 && unit === 'second'));
	return shown
		.map(([value, unit]) =>
			new Intl.NumberFormat(getLocale(), { style: 'unit', unit, maximumFractionDigits: 3 }).format(value)
		)
		.join(' ');
}

/** For a field with a time of a runner; empty while what stands there is no time. */
export const understoodTime =
	(basis: TimeBasis) =>
	(text: string, as: GivenAs): string => {
		const given = givenTime(text, { as, basis });
		return given.ok ? instantWords(given.value.ms, basis) : '';
	};

export function understoodDuration(text: string): string {
	const ms = parseDuration(text);
	return ms === null ? '' : durationWords(ms);
}

/** Why a typed time is none. */
export const timeFaultWords = (fault: 'not-a-time' | 'no-gun', value: string): string =>
	fault === 'no-gun' ? m.organiser_time_no_gun() : m.organiser_time_wrong({ value });
