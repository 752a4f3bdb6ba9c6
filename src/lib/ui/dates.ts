/** Dates and times in the language of the page; a race's times in the race's own zone. */
import {
	writtenAppointment,
	writtenClock,
	writtenDate,
	writtenDay,
	writtenMoment,
	writtenMonth,
	writtenWhen
} from '#lib/domain/time/writtenDates.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

/** `2018-06-10` → Sunday 10 June 2018, with a capital: it stands on its own. */
export const longDate = (date: string): string => writtenDay(date, getLocale());

/** As precise as it is given: `2018-06` → June 2018, `2018` → 2018. */
export const sourceDate = (date: string): string => writtenDate(date, getLocale());

/** `2018-06-10` → Jun. */
export const monthOnPlate = (date: string): string => writtenMonth(date, getLocale());

/** Epoch milliseconds → 10:00 on the clock of the race. */
export const clockTime = (ms: number, timeZone: string): string => writtenClock(ms, { timeZone });

/** Epoch milliseconds → 10:24:31. */
export const clockToSecond = (ms: number, timeZone: string): string =>
	writtenClock(ms, { timeZone, to: 'second' });

/** Epoch milliseconds → 10:24:31.120. */
export const clockOf = (ms: number, timeZone: string): string =>
	writtenClock(ms, { timeZone, to: 'millisecond' });

/** RFC 3339 → 6 December 2026, 16:39:07, in the zone of the race. */
export const momentOf = (at: string, timeZone: string): string =>
	writtenMoment(Date.parse(at), { timeZone, locale: getLocale() });

/** Epoch milliseconds → Sunday 10 June at 10:00 on the clock of the race. */
export const longMoment = (ms: number, timeZone: string): string =>
	writtenAppointment(ms, { timeZone, locale: getLocale() });

/** Epoch milliseconds → on Sunday 10 June at 10:00; within a sentence. */
export const onMoment = (ms: number, timeZone: string): string =>
	writtenWhen(ms, { timeZone, locale: getLocale() });
