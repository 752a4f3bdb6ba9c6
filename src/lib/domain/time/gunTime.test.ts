import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gunInstant } from './gunTime.ts';
import { instantAt, parseTimeOfDay } from './timeOfDay.ts';

const timeZone = 'Europe/Chisinau';
const date = '2026-05-24';
const at = (time: string, day = date): number =>
	instantAt({ date: day, msOfDay: parseTimeOfDay(time) ?? NaN, timeZone });
const gunOf = (text: string, { inForce, now }: { inForce: number | null; now: number }) =>
	gunInstant({ msOfDay: parseTimeOfDay(text) ?? NaN, inForceMs: inForce, date, nowMs: now, timeZone });

describe('the gun of a race that was started', () => {
	test('moves across midnight to the evening before, where it would lie in the future', () => {
		expect(gunOf('23:45', { inForce: at('0:10'), now: at('0:10:30') })).toBe(at('23:45', '2026-05-23'));
	});
	test('moves across midnight to the new day, where the start was pressed the evening before', () => {
		const now = at('0:05', '2026-05-25');
		expect(gunOf('0:01', { inForce: at('23:50'), now })).toBe(at('0:01', '2026-05-25'));
	});
	test('keeps its day otherwise, also when that is not the event’s', () => {
		const inForce = at('10:00', '2026-05-20');
		expect(gunOf('9:58', { inForce, now: at('18:00') })).toBe(at('9:58', '2026-05-20'));
		expect(gunOf('21:30', { inForce: at('9:00'), now: at('22:00') })).toBe(at('21:30'));
	});
	test('may be planned for later by who set it ahead before', () => {
		expect(gunOf('10:15', { inForce: at('10:00'), now: at('8:00') })).toBe(at('10:15'));
	});
	test('is never put into the future, and never a day away', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: at('0:00'), max: at('23:59') }),
				fc.integer({ min: 0, max: 30 * 3_600_000 }),
				fc.integer({ min: 0, max: 86_399_999 }),
				(inForceMs, since, msOfDay) => {
					const nowMs = inForceMs + since;
					const ms = gunInstant({ msOfDay, inForceMs, date, nowMs, timeZone });
					expect(ms).toBeLessThanOrEqual(nowMs);
					expect(Math.abs(ms - inForceMs)).toBeLessThan(86_400_000);
				}
			)
		);
	});
	test('put 25 minutes earlier by its time of day is 25 minutes earlier, at any time of day', () => {
		fc.assert(
			fc.property(fc.integer({ min: at('0:00'), max: at('23:59') }), (inForceMs) => {
				const earlier = inForceMs - 25 * 60_000;
				const shown = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(earlier);
				const typed = Math.floor(earlier / 1000) * 1000;
				expect(gunOf(shown, { inForce: inForceMs, now: inForceMs + 5000 })).toBe(typed);
			})
		);
	});
});

describe('the gun of a race that was not started', () => {
	test('lies on the date of the event, before it, on it and after it', () => {
		for (const now of [at('12:00', '2026-05-01'), at('7:00'), at('0:10', '2026-05-25')])
			expect(gunOf('23:00', { inForce: null, now })).toBe(at('23:00'));
	});
	test('is of the evening that has just ended, shortly after midnight', () => {
		expect(gunOf('23:50', { inForce: null, now: at('0:10') })).toBe(at('23:50', '2026-05-23'));
	});
});
