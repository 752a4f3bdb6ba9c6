import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Rounding } from './course.ts';
import { formatTime } from './format.ts';
import { roundTime } from './rounding.ts';
import { derive, resultOf, ruling, scan } from '../../../../../tests/support/timingBuilders.ts';

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

/** Own start and finish at the edges of a second, and what is published as gun and net time. */
test.each([
	['0:05.000', '24:31.000', '0:24:31', '0:24:26'],
	['0:05.000', '24:31.001', '0:24:32', '0:24:27'],
	['0:05.000', '24:31.999', '0:24:32', '0:24:27'],
	['0:05.001', '24:31.000', '0:24:31', '0:24:26'],
	['0:05.001', '24:31.001', '0:24:32', '0:24:26'],
	['0:05.001', '24:31.999', '0:24:32', '0:24:27'],
	['0:05.999', '24:31.000', '0:24:31', '0:24:26'],
	['0:05.999', '24:31.001', '0:24:32', '0:24:26'],
	['0:05.999', '24:31.999', '0:24:32', '0:24:26'],
	['0:05.999', '24:32.000', '0:24:32', '0:24:27'],
	['0:00.000', '59:59.001', '1:00:00', '1:00:00'],
	['0:00.001', '59:59.001', '1:00:00', '0:59:59']
])(
	'start at %s and finish at %s are gun %s and net %s, each from its own milliseconds',
	(start, end, gun, net) => {
		const result = resultOf(derive({ passings: [scan('7', 'start', start), scan('7', 'finish', end)] }));
		expect(formatTime(result.gunTimeMs ?? 0, 'second-up')).toBe(gun);
		expect(formatTime(result.netTimeMs ?? 0, 'second-up')).toBe(net);
	}
);

test('a penalty is added to the milliseconds before they are rounded', () => {
	const passings = [scan('7', 'finish', '24:31.001')];
	const penalty = ruling({ type: 'penalty', participantId: 'p7', valueMs: 999 });
	const result = resultOf(derive({ passings, rulings: [penalty] }));
	expect(formatTime(result.gunTimeMs ?? 0, 'second-up')).toBe('0:24:32');
});

test('the published time is the least whole step that is not less than the time, and never changes the order', () => {
	const steps: [Rounding, number][] = [
		['second-up', 1000],
		['tenth-up', 100],
		['none', 1]
	];
	const times = fc.tuple(fc.nat({ max: 200_000 }), fc.constantFrom(0, 1, 99, 100, 101, 500, 999));
	const ms = times.map(([seconds, rest]) => seconds * 1000 + rest);
	fc.assert(
		fc.property(ms, ms, (one, other) => {
			for (const [rounding, step] of steps) {
				const rounded = roundTime(one, rounding);
				expect(rounded % step).toBe(0);
				expect(rounded).toBeGreaterThanOrEqual(one);
				expect(rounded - one).toBeLessThan(step);
				if (one < other) expect(rounded).toBeLessThanOrEqual(roundTime(other, rounding));
			}
		}),
		{ numRuns: 1_000 }
	);
});
