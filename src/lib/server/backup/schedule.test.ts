import { expect, test } from 'vitest';
import { lastDueMs } from './schedule.ts';

/** By the clock of the machine that runs the test. */
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();

test('a backup is due from its time of the day on, until then since that of the day before', () => {
	expect(lastDueMs('03:30', at(30, 3, 30))).toBe(at(30, 3, 30));
	expect(lastDueMs('03:30', at(30, 23))).toBe(at(30, 3, 30));
	expect(lastDueMs('03:30', at(30, 3, 29))).toBe(at(29, 3, 30));
	expect(lastDueMs('00:00', at(1, 0))).toBe(at(1, 0));
});

test('one that is switched off is never due', () => {
	expect(lastDueMs('off', at(30, 12))).toBeNull();
});
