import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { calendarFile, type CalendarEvent } from './calendarEntry.ts';

const START = Date.parse('2018-06-10T10:00:00+03:00');
const NOW = Date.parse('2018-05-01T08:00:00Z');
const anEvent = (part: Partial<CalendarEvent> = {}): CalendarEvent => ({
	id: '0192aaaa-0000-4000-8000-000000000001',
	version: 3,
	name: 'Cursă de 5 km, împotriva traficului; Забег на 5 км против торговли людьми',
	place: 'Chișinău',
	date: '2018-06-10',
	timeZone: 'Europe/Chisinau',
	startAtMs: START,
	state: 'CONFIRMED',
	url: 'https://run.example.org/ro/e/run-2018',
	description: 'Întâi\nсначала',
	...part
});

/** Reads the file with a parser that is not ours, with nothing known of the zone but what the file says. */
function read(file: string) {
	const calendar = new ICAL.Component(ICAL.parse(file));
	const entry = calendar.getFirstSubcomponent('vevent');
	const zone = calendar.getFirstSubcomponent('vtimezone');
	if (!entry) throw new Error('no entry');
	const event = new ICAL.Event(entry);
	if (zone) event.startDate.zone = new ICAL.Timezone(zone);
	return { event, entry, zone };
}

describe('the calendar file', () => {
	test('says what, when and where in every language, however long', () => {
		const { event, entry } = read(calendarFile(anEvent(), NOW));
		expect(event.summary).toBe(anEvent().name);
		expect(event.location).toBe('Chișinău');
		expect(event.description).toBe('Întâi\nсначала');
		expect(entry.getFirstPropertyValue('url')).toBe('https://run.example.org/ro/e/run-2018');
	});
	test('no line is longer than 75 octets and every line ends in CRLF', () => {
		const file = calendarFile(anEvent(), NOW);
		const lines = file.split('\r\n');
		expect(lines.pop()).toBe('');
		expect(lines.filter((line) => Buffer.byteLength(line) > 75 || line.includes('\n'))).toEqual([]);
	});
	test.each([
		['summer in Chișinău', 'Europe/Chisinau', '2018-06-10T10:00:00+03:00'],
		['winter in Chișinău', 'Europe/Chisinau', '2026-11-29T10:00:00+02:00'],
		['the morning after the clocks went back', 'Europe/Chisinau', '2026-10-25T10:00:00+02:00'],
		['south of the equator', 'Australia/Sydney', '2026-01-18T07:30:00+11:00'],
		['a zone without summer time', 'Asia/Kolkata', '2026-06-07T06:00:00+05:30'],
		['a zone west of Greenwich', 'America/St_Johns', '2026-07-05T09:00:00-02:30']
	])('its own zone rules give the right instant: %s', (_name, timeZone, start) => {
		const startAtMs = Date.parse(start);
		const { event, zone } = read(calendarFile(anEvent({ timeZone, startAtMs }), NOW));
		expect(zone?.getFirstPropertyValue('tzid')).toBe(timeZone);
		expect(event.startDate.toUnixTime() * 1000).toBe(startAtMs);
	});
	test('an edit keeps the UID and raises SEQUENCE; a cancellation says so', () => {
		const before = read(calendarFile(anEvent(), NOW));
		const after = read(calendarFile(anEvent({ version: 4, state: 'CANCELLED', place: 'Bălți' }), NOW + 1));
		expect(after.event.uid).toBe(before.event.uid);
		expect([before.event.sequence, after.event.sequence]).toEqual([3, 4]);
		expect(after.entry.getFirstPropertyValue('status')).toBe('CANCELLED');
	});
	test('without a start the entry is the whole day', () => {
		const { event } = read(calendarFile(anEvent({ startAtMs: null }), NOW));
		expect(event.startDate.isDate).toBe(true);
		expect(event.startDate.toString()).toBe('2018-06-10');
	});
});
