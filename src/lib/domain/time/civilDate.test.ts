import { expect, test } from 'vitest';
import { ageOnDay, civilDate, civilDateAt } from './civilDate.ts';

test('a day that the calendar does not have is no date', () => {
	expect(civilDate({ year: 2026, month: 4, day: 31 })).toBeNull();
	expect(civilDate({ year: 2025, month: 2, day: 29 })).toBeNull();
	expect(civilDate({ year: 2024, month: 2, day: 29 })).toBe('2024-02-29');
	expect(civilDate({ year: 90, month: 2, day: 1 })).toBeNull();
	expect(civilDate({ year: 1990, month: 0, day: 1 })).toBeNull();
});
test('midnight comes earlier in Chișinău than in Greenwich', () => {
	expect(civilDateAt(Date.parse('2026-11-28T21:59:59Z'), 'Europe/Chisinau')).toBe('2026-11-28');
	expect(civilDateAt(Date.parse('2026-11-28T22:00:00Z'), 'Europe/Chisinau')).toBe('2026-11-29');
});
test('one is a year older on the birthday, not before', () => {
	expect(ageOnDay('2000-06-10', '2018-06-09')).toBe(17);
	expect(ageOnDay('2000-06-10', '2018-06-10')).toBe(18);
	expect(ageOnDay('2004-02-29', '2022-02-28')).toBe(17);
	expect(ageOnDay('2004-02-29', '2022-03-01')).toBe(18);
});
