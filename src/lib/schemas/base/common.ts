/** The small values of the wire contract that several schemas share. */
import { z } from 'zod';
import { isDateInSpan, isInstantInSpan } from '#lib/domain/time/timeSpan.ts';
import { isZone, zoneOffsetMs } from '#lib/domain/time/zoneOffset.ts';

/** Names a race, wave or checkpoint within its parent, and an event in the installation. */
export const SlugSchema = z
	.string()
	.regex(/^[a-z0-9-]{1,40}$/, 'must be 1–40 characters of a-z, 0-9 and -')
	.meta({ id: 'Slug', examples: ['5k'] });

/** A number as it is printed: a string, kept as given (`"001001"` and `"1001"` are two bibs). */
export const BibSchema = z
	.string()
	.regex(/^[0-9A-Z-]{1,10}$/, 'must be 1–10 characters of 0-9, A-Z and -')
	.meta({ id: 'Bib', examples: ['7', '001001', 'F3'] });

export const UuidSchema = z.guid('must be a UUID').meta({ id: 'Id' });

/** RFC 3339 on the wire, offset or `Z` required; epoch milliseconds inside. Finer fractions are cut off. */
export const InstantSchema = z.iso
	.datetime({ offset: true, error: 'must be an instant such as 2018-06-10T10:00:00.000+03:00' })
	.transform((text) => Date.parse(text))
	.refine(isInstantInSpan, 'must lie in the years 1900–2200 (UTC)')
	.meta({ id: 'Instant' });

/** A day of the calendar, `YYYY-MM-DD`; stays text, since it belongs to no zone of its own. */
export const CivilDateSchema = z.iso
	.date('must be a date such as 2018-06-10')
	.refine(isDateInSpan, 'must lie in the years 1900–2200')
	.meta({ id: 'CivilDate', examples: ['2018-06-10'] });

export const TimeZoneSchema = z
	.string()
	.refine(isTimeZone, 'must be a time zone such as Europe/Chisinau')
	.meta({ id: 'TimeZone', examples: ['Europe/Chisinau'] });

/** A name: offsets such as `+02:00` are zones to JavaScript, and PostgreSQL reads their sign the other way round. */
function isTimeZone(name: string): boolean {
	return /^[A-Za-z]/.test(name) && isZone(name);
}

/**
 * Epoch milliseconds as RFC 3339 with milliseconds and the offset that holds in `timeZone` then,
 * e.g. `2018-06-10T10:00:00.000+03:00`.
 */
export function formatInstant(epochMs: number, timeZone: string): string {
	const offsetMs = offsetOf(epochMs, timeZone);
	const local = new Date(epochMs + offsetMs).toISOString().slice(0, -1);
	const minutes = Math.abs(Math.round(offsetMs / 60_000));
	const two = (n: number): string => String(n).padStart(2, '0');
	return `${local}${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** RFC 3339 has no seconds in an offset, which zones had before 1930. */
const offsetOf = (epochMs: number, timeZone: string): number =>
	Math.trunc(zoneOffsetMs(epochMs, timeZone) / 60_000) * 60_000;
