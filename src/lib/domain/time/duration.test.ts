import { describe, expect, test } from 'vitest';
import { formatDuration, parseDuration } from './duration.ts';

describe('a duration as an organiser types it', () => {
	test('is minutes and seconds, with hours and fractions where needed', () => {
		expect(parseDuration('1:30')).toBe(90_000);
		expect(parseDuration(' 0:05,5 ')).toBe(5500);
		expect(parseDuration('1:00:00')).toBe(3_600_000);
		expect(parseDuration('90:00')).toBe(5_400_000);
	});

	test('is seconds where it is a bare number', () => {
		expect(parseDuration('30')).toBe(30_000);
		expect(parseDuration('90')).toBe(90_000);
		expect(parseDuration('7,25')).toBe(7250);
	});

	test('is nothing else', () => {
		for (const text of ['', '1:60', '1:75:00', '-1:30', '-30', '1:2', '30 min', 'one'])
			expect(parseDuration(text)).toBeNull();
	});

	test('is shown as it was typed', () => {
		for (const text of ['1:30', '0:05', '1:00:00', '0:05.500'])
			expect(formatDuration(parseDuration(text) ?? NaN)).toBe(text);
		expect(formatDuration(-90_000)).toBe('-1:30');
	});
});
