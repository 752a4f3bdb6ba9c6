/**
 * Dates and times of day as people read them: one way a language, day before month, 24 hours, in the zone that is named.
 * The names of days and months come from the platform; how they stand together does not, since browsers and servers of
 * different age join them differently, and a page is written by both.
 */
import { zoneOffsetMs } from './zoneOffset.ts';

export type DateLanguage = 'en' | 'ro' | 'ru';

/** A language that has no way of its own is written as English. */
const languageOf = (locale: string): DateLanguage => (locale === 'ro' || locale === 'ru' ? locale : 'en');

type Names = Record<'weekday' | 'day' | 'month' | 'year', string>;
const formats = new Map<DateLanguage, Intl.DateTimeFormat>();

/** With the day beside it, as Russian bends the month by it. */
function namesOf(utcMs: number, language: DateLanguage): Names {
	const format =
		formats.get(language) ??
		new Intl.DateTimeFormat(language, {
			timeZone: 'UTC',
			weekday: 'long',
			day: 'numeric',
			month: 'long',
			year: 'numeric'
		});
	formats.set(language, format);
	const parts = format.formatToParts(utcMs);
	const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
	return { weekday: part('weekday'), day: part('day'), month: part('month'), year: part('year') };
}

const months = new Map<DateLanguage, Intl.DateTimeFormat>();

/** The month by itself: июнь, not июня. */
function monthOf(utcMs: number, language: DateLanguage): string {
	const format =
		months.get(language) ?? new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'long' });
	months.set(language, format);
	return format.format(utcMs);
}

const utcOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);
/** What UTC shows at the result is what the wall of the zone shows at `atMs`. */
const wallMs = (atMs: number, timeZone: string): number => atMs + zoneOffsetMs(atMs, timeZone);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** English says "Sunday 10 June", the others "duminică, 10 iunie". */
const withWeekday = (weekday: string, rest: string, language: DateLanguage): string =>
	language === 'en' ? `${weekday} ${rest}` : `${weekday}, ${rest}`;

/** `2018-06-10` → `Sunday 10 June 2018`, with a capital: it stands on its own. */
export function writtenDay(date: string, locale: string): string {
	const language = languageOf(locale);
	const { weekday, day, month, year } = namesOf(utcOf(date), language);
	return capital(withWeekday(weekday, `${day} ${month} ${year}`, language));
}

/** As precise as it is given: `2018-06-10` → `10 June 2018`, `2018-06` → `June 2018`, `2018` → `2018`. */
export function writtenDate(date: string, locale: string): string {
	const language = languageOf(locale);
	const [year, month, day] = date.split('-');
	if (!month) return date;
	if (!day) return `${monthOf(utcOf(`${date}-01`), language)} ${year}`;
	const names = namesOf(utcOf(date), language);
	return `${names.day} ${names.month} ${names.year}`;
}

/** `2018-06-10` → `Jun`: three letters, for a small plate. */
export const writtenMonth = (date: string, locale: string): string =>
	monthOf(utcOf(date), languageOf(locale)).slice(0, 3);

/** `10:00`, `10:24:31` or `10:24:31.120`. */
export function writtenClock(
	atMs: number,
	{ timeZone, to = 'minute' }: { timeZone: string; to?: 'minute' | 'second' | 'millisecond' }
): string {
	const time = new Date(wallMs(Math.round(atMs), timeZone)).toISOString().slice(11, 23);
	return time.slice(0, { minute: 5, second: 8, millisecond: 12 }[to]);
}

interface Written {
	timeZone: string;
	locale: string;
}

/** `6 December 2026, 16:39:07`: for lists of what was done when. */
export function writtenMoment(atMs: number, { timeZone, locale }: Written): string {
	const { day, month, year } = namesOf(wallMs(atMs, timeZone), languageOf(locale));
	return `${day} ${month} ${year}, ${writtenClock(atMs, { timeZone, to: 'second' })}`;
}

const AT: Record<DateLanguage, string> = { en: ' at ', ro: ', la ', ru: ', в ' };

/** `Sunday 10 June at 10:00`: what comes soon needs no year. */
export function writtenAppointment(atMs: number, { timeZone, locale }: Written): string {
	const language = languageOf(locale);
	const { weekday, day, month } = namesOf(wallMs(atMs, timeZone), language);
	return withWeekday(weekday, `${day} ${month}`, language) + AT[language] + writtenClock(atMs, { timeZone });
}

/** Days that Russian bends after "в". */
const RUSSIAN_ON: Record<string, string> = {
	вторник: 'во вторник',
	среда: 'в среду',
	пятница: 'в пятницу',
	суббота: 'в субботу'
};

/** As an answer to "when does it open?": `on Tuesday 1 December at 09:00`, `marți, 1 decembrie, la 09:00`, `во вторник, …`. */
export function writtenWhen(atMs: number, written: Written): string {
	const text = writtenAppointment(atMs, written);
	switch (languageOf(written.locale)) {
		case 'en':
			return `on ${text}`;
		case 'ro':
			return text;
		case 'ru': {
			const [weekday = '', ...rest] = text.split(',');
			return [RUSSIAN_ON[weekday] ?? `в ${weekday}`, ...rest].join(',');
		}
	}
}

/** The zone of whoever reads, for times that belong to no event. */
export const readersZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
