import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDuration } from './duration.ts';
import { givenTime, givenTimeNear, type GivenAs, type TimeBasis } from './givenTime.ts';
import { instantAt, parseTimeOfDay } from './timeOfDay.ts';

const timeZone = 'Europe/Chisinau';
const date = '2026-05-24';
const at = (time: string, day = date): number =>
	instantAt({ date: day, msOfDay: parseTimeOfDay(time) ?? NaN, timeZone });

const finishAfter = (gun: string): TimeBasis => ({ gunMs: at(gun), date, timeZone, of: 'finish' });
const afterGun = (text: string, { as = 'either', gun = '10:00:00' }: { as?: GivenAs; gun?: string } = {}) => {
	const given = givenTime(text, { as, basis: finishAfter(gun) });
	return given.ok ? `${given.value.as} ${formatDuration(given.value.ms - at(gun))}` : given.error;
};

describe('a finish as it was typed', () => {
	test.each([
		['10:24:31.5', 'clock 24:31.500'],
		['10:24', 'clock 24:00'],
		['24:31', 'gun 24:31'],
		['0:24:31', 'gun 24:31'],
		['1:02:03.5', 'gun 1:02:03.500'],
		['1471', 'gun 24:31'],
		['9:59:59', 'gun 9:59:59'],
		['ten', 'not-a-time'],
		['', 'not-a-time']
	])('"%s" after a start at ten is %s', (text, understood) => expect(afterGun(text)).toBe(understood));

	test('past midnight is a time of day of the next date', () => {
		expect(afterGun('00:14:31', { gun: '23:50:00' })).toBe('clock 24:31');
	});

	test('is what was chosen, whatever it looks like', () => {
		expect(afterGun('10:24', { as: 'gun' })).toBe('gun 10:24');
		expect(afterGun('00:14:31', { as: 'gun', gun: '23:50:00' })).toBe('gun 14:31');
		expect(afterGun('0:24:31', { as: 'clock' })).toBe('clock 14:24:31');
		expect(afterGun('24:31', { as: 'clock' })).toBe('not-a-time');
	});

	test('needs a gun to count from', () => {
		const basis: TimeBasis = { gunMs: null, date, timeZone, of: 'finish' };
		expect(givenTime('24:31', { as: 'either', basis })).toEqual({ ok: false, error: 'no-gun' });
		expect(givenTime('10:24:31', { as: 'either', basis })).toEqual({
			ok: true,
			value: { ms: at('10:24:31'), as: 'clock' }
		});
	});
});

test('an own start may lie shortly before the gun, by the clock', () => {
	const basis: TimeBasis = { gunMs: at('10:00'), date, timeZone, of: 'start' };
	const startOf = (text: string) => givenTime(text, { as: 'either', basis });
	expect(startOf('9:58:00')).toEqual({ ok: true, value: { ms: at('9:58:00'), as: 'clock' } });
	expect(startOf('1:12')).toEqual({ ok: true, value: { ms: at('10:01:12'), as: 'gun' } });
});

test('of a crossing that is known roughly the nearer reading is meant', () => {
	const near = (text: string) =>
		givenTimeNear(text, { nearMs: at('10:24:40'), gunMs: at('10:00'), timeZone });
	for (const text of ['10:24:31', '24:31', '0:24:31', '1471']) expect(near(text)).toBe(at('10:24:31'));
	expect(near('ten')).toBeNull();
	expect(givenTimeNear('24:31', { nearMs: at('10:24:40'), gunMs: null, timeZone })).toBeNull();
});

const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) });
const upToHalfADay = fc.integer({ min: 0, max: 12 * 3_600_000 });

test('a time since the gun reads back from its instant', () => {
	fc.assert(
		fc.property(instants, upToHalfADay, (gunMs, elapsed) => {
			const basis: TimeBasis = { gunMs, date, timeZone, of: 'finish' };
			const given = givenTime(formatDuration(elapsed), { as: 'gun', basis });
			expect(given).toEqual({ ok: true, value: { ms: gunMs + elapsed, as: 'gun' } });
		})
	);
});

test('a finish within half a day of the gun reads back from the clock, on days that do not change the clock', () => {
	fc.assert(
		fc.property(instants, upToHalfADay, (gunMs, elapsed) => {
			const local = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' });
			const wholeMs = Math.floor((gunMs + elapsed) / 1000) * 1000;
			if ([2, 9].includes(new Date(gunMs).getUTCMonth()) || wholeMs < gunMs) return;
			const basis: TimeBasis = { gunMs, date, timeZone, of: 'finish' };
			const given = givenTime(local.format(wholeMs), { as: 'either', basis });
			expect(given).toEqual({ ok: true, value: { ms: wholeMs, as: 'clock' } });
		})
	);
});

test('whatever is typed is a time or refused', () => {
	fc.assert(
		fc.property(fc.string(), fc.constantFrom<GivenAs>('either', 'clock', 'gun'), (text, as) => {
			const given = givenTime(text, { as, basis: finishAfter('10:00:00') });
			expect(given.ok ? Number.isInteger(given.value.ms) : given.error).toBeTruthy();
		})
	);
});
