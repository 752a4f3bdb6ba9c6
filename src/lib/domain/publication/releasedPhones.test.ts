import { expect, test } from 'vitest';
import { instantAt } from '#lib/domain/time/timeOfDay.ts';
import { phonesReleased } from './releasedPhones.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const date = '2026-10-25';
const timeZone = 'Europe/Chisinau';
const MIDNIGHT = instantAt({ date, msOfDay: 0, timeZone });
const official = (createdMs: number) => ({ state: 'official' as const, createdMs });
const released = (versions: Parameters<typeof phonesReleased>[0]['versions'], nowMs: number) =>
	phonesReleased({ date, timeZone, versions }, nowMs);

test('phones are released a day after the last race became official, not before', () => {
	const versions = [official(MIDNIGHT + 12 * HOUR), official(MIDNIGHT + 15 * HOUR)];
	expect(released(versions, MIDNIGHT + 15 * HOUR + DAY - 1)).toBe(false);
	expect(released(versions, MIDNIGHT + 15 * HOUR + DAY)).toBe(true);
});

test('a race without an official version, or with a later provisional one, holds the phones of the event', () => {
	const done = official(MIDNIGHT);
	expect(released([done, null], MIDNIGHT + 30 * DAY)).toBe(false);
	expect(released([done, { state: 'provisional', createdMs: MIDNIGHT }], MIDNIGHT + 30 * DAY)).toBe(false);
	expect(released([], MIDNIGHT + 30 * DAY)).toBe(false);
});

test('90 days after the event its phones are released, whatever was published', () => {
	expect(released([null], MIDNIGHT + 90 * DAY - 1)).toBe(false);
	expect(released([null], MIDNIGHT + 90 * DAY)).toBe(true);
});
