import { expect, test } from 'vitest';
import { formatTime } from '#lib/domain/timing/format.ts';
import { roundTime } from '#lib/domain/timing/rounding.ts';
import { derive, resultOf, scan } from '../../../../tests/support/timingBuilders.ts';

test.each([
	[1_471_000, '0:24:31'],
	[1_471_001, '0:24:32'],
	[1_471_999, '0:24:32'],
	[1_472_000, '0:24:32'],
	[3_599_001, '1:00:00'],
	[0, '0:00:00'],
	[1, '0:00:01']
])('%i ms is published as %s, up to the next whole second', (ms, text) => {
	expect(formatTime(ms, 'second-up')).toBe(text);
});

test.each([
	[1_471_000, '0:24:31.0'],
	[1_471_001, '0:24:31.1'],
	[1_471_100, '0:24:31.1'],
	[1_471_901, '0:24:32.0'],
	[1_471_999, '0:24:32.0']
])('%i ms in tenths is %s, up', (ms, text) => {
	expect(formatTime(ms, 'tenth-up')).toBe(text);
});

test.each([
	[1_471_000, '0:24:31.000'],
	[1_471_001, '0:24:31.001'],
	[1_471_999, '0:24:31.999'],
	[36_000_000, '10:00:00.000']
])('%i ms unrounded is %s', (ms, text) => {
	expect(formatTime(ms, 'none')).toBe(text);
});

test('a bonus larger than the time keeps its sign', () => {
	expect(formatTime(-1_500, 'second-up')).toBe('-0:00:01');
	expect(Object.is(roundTime(-1, 'second-up'), 0)).toBe(true);
});

test('net is rounded from its own raw milliseconds, never from a rounded gun time', () => {
	const result = resultOf(
		derive({ passings: [scan('7', 'start', '0:00.500'), scan('7', 'finish', '24:31.400')] })
	);
	expect(formatTime(result.gunTimeMs ?? 0, 'second-up')).toBe('0:24:32');
	// 24:30.900 raw; from the rounded gun time it would be 24:31.5 and so 24:32.
	expect(formatTime(result.netTimeMs ?? 0, 'second-up')).toBe('0:24:31');
});
