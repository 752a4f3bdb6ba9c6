/**
 * The event as a calendar file (RFC 5545). The UID never changes and SEQUENCE grows with each edit, so a calendar that
 * reads the file again moves or cancels the entry it has, instead of adding a second one.
 */
import { zoneOffsetMs } from '#lib/domain/time/zoneOffset.ts';
import { localStamp, timeZoneLines } from './timeZoneRules.ts';

/** RFC 5545, 3.8.1.11. A run that is put off is tentative: its day will be another. */
export type CalendarState = 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';

export interface CalendarEvent {
	/** The event's id; not its address, which may change. */
	id: string;
	/** Counts edits. */
	version: number;
	name: string;
	place: string;
	/** Civil date `YYYY-MM-DD`: the entry of an event whose start is not set yet is the whole day. */
	date: string;
	timeZone: string;
	/** First start, epoch milliseconds; null when it is not set. */
	startAtMs: number | null;
	state: CalendarState;
	url: string;
	description: string;
}

/** What a calendar blocks for a 5 km run with its programme; the real end is not known beforehand. */
const DURATION = 'PT2H';

/** `nowMs` is when the file is made (DTSTAMP). */
export function calendarFile(event: CalendarEvent, nowMs: number): string {
	const { startAtMs, timeZone } = event;
	const start =
		startAtMs === null
			? [`DTSTART;VALUE=DATE:${event.date.replaceAll('-', '')}`]
			: [
					`DTSTART;TZID=${timeZone}:${localStamp(startAtMs, zoneOffsetMs(startAtMs, timeZone))}`,
					`DURATION:${DURATION}`
				];
	const lines = [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//Awareness Run//Event//EN',
		'CALSCALE:GREGORIAN',
		'METHOD:PUBLISH',
		...(startAtMs === null ? [] : timeZoneLines(timeZone, startAtMs)),
		'BEGIN:VEVENT',
		`UID:${event.id}@awareness-run`,
		`DTSTAMP:${localStamp(nowMs, 0)}Z`,
		`SEQUENCE:${event.version}`,
		...start,
		`SUMMARY:${escaped(event.name)}`,
		`LOCATION:${escaped(event.place)}`,
		`DESCRIPTION:${escaped(event.description)}`,
		`URL:${event.url}`,
		`STATUS:${event.state}`,
		'TRANSP:OPAQUE',
		'END:VEVENT',
		'END:VCALENDAR'
	];
	return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const escaped = (text: string): string =>
	text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n');

/** No line is longer than 75 octets; a character is never cut in two (3.1). */
function folded(line: string): string {
	let text = '';
	let octets = 0;
	for (const character of line) {
		const size = new TextEncoder().encode(character).length;
		if (octets + size > 75) {
			text += '\r\n ';
			octets = 1;
		}
		text += character;
		octets += size;
	}
	return text;
}
