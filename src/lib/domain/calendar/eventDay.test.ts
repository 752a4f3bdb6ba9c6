import { expect, test } from 'vitest';
import { isEventDay } from './eventDay.ts';

const timeZone = 'Europe/Chisinau';
const date = '2026-05-24';
const at = (time: string) => Date.parse(`${time}+03:00`);
const isDay = (now: string, guns: string[] = []) =>
	isEventDay(at(now), { date, timeZone, gunsMs: guns.map(at) });

test('the day of an event is its date on the clocks of its zone', () => {
	expect(isDay('2026-05-24T00:00:00')).toBe(true);
	expect(isDay('2026-05-24T23:59:59')).toBe(true);
	expect(isDay('2026-05-23T23:59:59')).toBe(false);
	expect(isDay('2026-05-25T00:00:00')).toBe(false);
});

test('a run that was started on its date goes on past midnight, and no other does', () => {
	expect(isDay('2026-05-25T00:40:00', ['2026-05-24T23:50:00'])).toBe(true);
	expect(isDay('2026-05-26T00:40:00', ['2026-05-24T23:50:00'])).toBe(false);
	expect(isDay('2026-05-23T10:00:00', ['2026-05-23T09:00:00'])).toBe(false);
});
