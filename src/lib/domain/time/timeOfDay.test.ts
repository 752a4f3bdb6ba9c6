import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantAt, nearestInstant, parseTimeOfDay } from './timeOfDay.ts';

const timeZone = 'Europe/Chisinau';
const at = (date: string, time: string): string =>
	new Date(instantAt({ date, msOfDay: parseTimeOfDay(time) ?? NaN, timeZone })).toISOString();

test.each([
	['10:00', 36_000_000],
	['9:05:07', 32_707_000],
	['10:00:00.25', 36_000_250],
	['10:00:00,007', 36_000_007],
	['24:00:00', null],
	['10:60', null],
	['ten', null],
	['', null]
])('"%s" is %s milliseconds after midnight', (text, ms) => expect(parseTimeOfDay(text)).toBe(ms));

test('a summer start in Chișinău is three hours ahead of UTC, a winter one two', () => {
	expect(at('2018-06-10', '10:00:00')).toBe('2018-06-10T07:00:00.000Z');
	expect(at('2026-11-29', '10:00:00.250')).toBe('2026-11-29T08:00:00.250Z');
});

test('of the hour that happens twice the first is meant', () => {
	expect(at('2026-10-25', '02:30')).toBe('2026-10-24T23:30:00.000Z');
});

test('the hour that is left out in spring counts on', () => {
	expect(at('2026-03-29', '02:30')).toBe('2026-03-29T00:30:00.000Z');
});

test('every time of day outside the changes reads back from its instant', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 86_399_999 }),
			fc.integer({ min: 0, max: 3000 }),
			(msOfDay, day) => {
				const date = new Date(Date.UTC(2020, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
				if (/-(03|10)-/.test(date)) return;
				const shown = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium', dateStyle: 'short' });
				const [shownDate, shownTime] = shown.format(instantAt({ date, msOfDay, timeZone })).split(', ');
				expect(shownDate).toBe(date.split('-').reverse().join('/'));
				expect(parseTimeOfDay(shownTime ?? '')).toBe(Math.floor(msOfDay / 1000) * 1000);
			}
		)
	);
});

test('a time of day near midnight is the one nearest to what it is about', () => {
	const aroundMs = instantAt({ date: '2026-06-07', msOfDay: parseTimeOfDay('23:59:58') ?? NaN, timeZone });
	const nearest = (time: string) =>
		new Date(nearestInstant({ aroundMs, msOfDay: parseTimeOfDay(time) ?? NaN, timeZone })).toISOString();
	expect(nearest('00:00:05')).toBe(at('2026-06-08', '00:00:05'));
	expect(nearest('23:59:50')).toBe(at('2026-06-07', '23:59:50'));
});
