import { expect, test } from 'vitest';
import { defaultMinTimeMs } from './minTime.ts';

test('the finish of 5 km is not plausible before ten minutes', () => {
	expect(defaultMinTimeMs({ kind: 'finish', distanceM: null, raceDistanceM: 5000 })).toBe(600_000);
});
test('a split counts from its own distance', () => {
	expect(defaultMinTimeMs({ kind: 'split', distanceM: 2500, raceDistanceM: 5000 })).toBe(300_000);
});
test('a split of unknown distance and a start may be passed at once', () => {
	expect(defaultMinTimeMs({ kind: 'split', distanceM: null, raceDistanceM: 5000 })).toBe(0);
	expect(defaultMinTimeMs({ kind: 'start', distanceM: 0, raceDistanceM: 5000 })).toBe(0);
});
test('one line for start and finish is the finish’s distance, also when it is given as 0', () => {
	expect(defaultMinTimeMs({ kind: 'start-finish', distanceM: 0, raceDistanceM: 10_000 })).toBe(1_200_000);
});
