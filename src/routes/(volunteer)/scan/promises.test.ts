import { expect, test } from 'vitest';
import { UNCERTAIN_CLOCK_MS } from '#lib/domain/time/uncertainClock.ts';
import { warningsOf } from './promises.ts';

const clock = (uncertaintyMs: number | null) => ({ offsetMs: 0, uncertaintyMs });
const KEPT = { state: 'kept' } as const;

test('the clock is warned of above the threshold that the organiser sees, not at it', () => {
	expect(warningsOf({ storage: KEPT, quality: clock(UNCERTAIN_CLOCK_MS) })).toEqual([]);
	expect(warningsOf({ storage: KEPT, quality: clock(UNCERTAIN_CLOCK_MS + 100) })).toEqual([
		'Clock uncertain: ±0.60 s'
	]);
});

test('a clock that was never compared is warned of, one that is being compared is not', () => {
	expect(warningsOf({ storage: KEPT, quality: null })).toEqual([]);
	expect(warningsOf({ storage: KEPT, quality: clock(null) })).toEqual([
		'Clock not compared with the server yet'
	]);
});

test('little room is said on the race-day screen, with what is left', () => {
	const storage = { state: 'low', freeBytes: 5_400_000 } as const;
	expect(warningsOf({ storage, quality: clock(10) })).toEqual(['Little room left on this phone: 5 MB']);
});
