/** Dates and times as people read them, in the language of the page; a race's times in the race's own zone. */
import { getLocale } from '#lib/paraglide/runtime.js';

/** Day before month, as all three languages have it here. */
const tag = () => ({ en: 'en-GB', ro: 'ro-RO', ru: 'ru-RU' })[getLocale()];

/** `2018-06-10` → Sunday 10 June 2018, with a capital: it stands on its own. */
export function longDate(date: string): string {
	const text = format(Date.parse(`${date}T00:00:00Z`), {
		timeZone: 'UTC',
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		year: 'numeric'
	});
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** As precise as it is given: `2018-06` → June 2018, `2018` → 2018. */
export function sourceDate(date: string): string {
	const [, month, day] = date.split('-');
	if (!month) return date;
	return format(Date.parse(`${date}${day ? '' : '-01'}T00:00:00Z`), {
		timeZone: 'UTC',
		year: 'numeric',
		month: 'long',
		...(day && { day: 'numeric' })
	});
}

/** Epoch milliseconds → 10:00 on the clock of the race. */
export function clockTime(ms: number, timeZone: string): string {
	return format(ms, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** Epoch milliseconds → Sunday 10 June 2018 at 10:00 on the clock of the race. */
export function longMoment(ms: number, timeZone: string): string {
	return format(ms, {
		timeZone,
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23'
	});
}

function format(ms: number, options: Intl.DateTimeFormatOptions): string {
	// Russian dates end in "г.", which doubles the full stop of a sentence.
	return new Intl.DateTimeFormat(tag(), options).format(ms).replace(/\s?г\.$/, '');
}
