/** Times as files of reads write them, without yet knowing on which day or since when. */
import { isDateInSpan, isInstantInSpan } from '#lib/domain/time/timeSpan.ts';

export interface WrittenTime {
	/** Milliseconds since midnight or since the gun; since 1970 where `absolute`. */
	ms: number;
	/** The text names an instant: date, time and offset. */
	absolute: boolean;
	/** `YYYY-MM-DD` where the text has a date; null: none. */
	date: string | null;
	/** What the number of decimals can tell apart. */
	resolutionMs: number;
	/** The form can only be a time of day (a date, AM or PM), only an elapsed time, or either. */
	form: 'time-of-day' | 'elapsed' | 'either';
}

const CLOCK = /^(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)(?:[.,](\d{1,6}))?\s*([ap]\.?m\.?)?$/i;
const SECONDS = /^(\d{1,6})(?:[.,](\d{1,6}))?$/;
const OFFSET = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?)(Z|[+-]\d{2}:?\d{2})$/i;
const DAY_MS = 86_400_000;

/**
 * `mm:ss`, `h:mm:ss.fff`, `10:24:31 AM`, seconds (`1471.12`), each with a date before it or not, or an instant in
 * RFC 3339. Null: no time.
 *
 * @param near the race's date, which decides between day and month in `06/10/2018`
 */
export function parseWrittenTime(text: string, near: string): WrittenTime | null {
	const trimmed = text.trim();
	const instant = OFFSET.exec(trimmed);
	if (instant) {
		const ms = Date.parse(trimmed.replace(' ', 'T'));
		const resolutionMs = resolutionOf(/\.(\d+)/.exec(trimmed)?.[1]);
		return !isInstantInSpan(ms)
			? null
			: { ms, absolute: true, date: null, resolutionMs, form: 'time-of-day' };
	}
	const dated = /^(\S*\d[./-]\S+?)[T\s]+(.+)$/.exec(trimmed);
	if (dated) {
		const date = parseWrittenDate(dated[1] ?? '', near);
		const clock = parseClock(dated[2] ?? '');
		if (date === null || clock === null || clock.ms >= DAY_MS) return null;
		return { ...clock, date, form: 'time-of-day' };
	}
	return parseClock(trimmed);
}

function parseClock(text: string): WrittenTime | null {
	const seconds = SECONDS.exec(text);
	if (seconds) {
		const ms = Number(seconds[1]) * 1000 + fractionMs(seconds[2]);
		return { ms, absolute: false, date: null, resolutionMs: resolutionOf(seconds[2]), form: 'elapsed' };
	}
	const match = CLOCK.exec(text);
	if (!match) return null;
	const [, first, second = '0', third = '0', fraction, half] = match;
	if (first !== undefined && Number(second) > 59) return null;
	const hours = Number(first ?? 0);
	if (half !== undefined && (first === undefined || hours < 1 || hours > 12)) return null;
	const afternoon = half?.toLowerCase().startsWith('p') ? 12 : 0;
	const dayHours = half === undefined ? hours : (hours % 12) + afternoon;
	const ms = ((dayHours * 60 + Number(second)) * 60 + Number(third)) * 1000 + fractionMs(fraction);
	const form =
		half !== undefined ? 'time-of-day' : first === undefined || ms >= DAY_MS ? 'elapsed' : 'either';
	return { ms, absolute: false, date: null, resolutionMs: resolutionOf(fraction), form };
}

const fractionMs = (fraction: string | undefined): number =>
	fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000 + 1e-6);

const resolutionOf = (fraction: string | undefined): number =>
	Math.max(1, 1000 / 10 ** Math.min(3, fraction?.length ?? 0));

/**
 * `2018-06-10`, `10.06.2018`, `6/10/2018`. With slashes both orders are in use: the one that lies nearer to the race is
 * meant. Null: no date.
 */
export function parseWrittenDate(text: string, near: string): string | null {
	const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text.trim());
	if (iso) return dateOf(iso[1], iso[2], iso[3]);
	const european = /^(\d{1,2})[.-](\d{1,2})[.-](\d{4})$/.exec(text.trim());
	if (european) return dateOf(european[3], european[2], european[1]);
	const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
	if (!slashed) return null;
	const american = dateOf(slashed[3], slashed[1], slashed[2]);
	const british = dateOf(slashed[3], slashed[2], slashed[1]);
	if (american === null || british === null) return american ?? british;
	const apart = (date: string) => Math.abs(Date.parse(date) - Date.parse(near));
	return apart(british) < apart(american) ? british : american;
}

function dateOf(year = '', month = '', day = ''): string | null {
	const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const ms = Date.parse(`${date}T00:00:00Z`);
	if (Number.isNaN(ms) || !isDateInSpan(date)) return null;
	// 31 April parses as 1 May in some engines.
	return new Date(ms).toISOString().slice(0, 10) === date ? date : null;
}
