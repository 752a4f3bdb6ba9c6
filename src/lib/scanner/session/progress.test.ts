import { expect, test } from 'vitest';
import { watchedRunners, type OnCourse } from './progress.ts';

const runner = (bib: string, part: Partial<OnCourse> = {}): OnCourse => ({
	bib,
	race: '5k',
	seenAt: 'km-2-5',
	seenMs: 1_000,
	next: 'finish',
	expectedMs: 10_000,
	overdueMs: 20_000,
	...part
});
const at = { checkpoint: 'finish', readHere: new Map<string, number>(), nowMs: 14_000, offsetMs: 1_000 };
const bibs = (onCourse: OnCourse[], part: Partial<typeof at> = {}) =>
	watchedRunners(onCourse, { ...at, ...part }).map(({ bib }) => bib);

test('the overdue come first, then who is expected here, the nearest first, then the others', () => {
	const onCourse = [
		runner('1', { next: 'km-4', expectedMs: 5_000 }),
		runner('2', { expectedMs: 16_000, overdueMs: 30_000 }),
		runner('3', { expectedMs: 12_000, overdueMs: 30_000 }),
		runner('4', { next: 'km-4', overdueMs: 15_000 })
	];
	expect(bibs(onCourse)).toEqual(['4', '3', '2', '1']);
	expect(watchedRunners(onCourse, at)[0]).toMatchObject({ bib: '4', overdue: true, here: false });
});

test('who was read here since the list was made is no longer expected here, but elsewhere still is', () => {
	const onCourse = [runner('1'), runner('2', { next: 'km-4' })];
	expect(
		bibs(onCourse, {
			readHere: new Map([
				['1', 1],
				['2', 1]
			])
		})
	).toEqual(['2']);
});

test('overdue from the very millisecond', () => {
	expect(watchedRunners([runner('1')], { ...at, nowMs: 18_999 })[0]?.overdue).toBe(false);
	expect(watchedRunners([runner('1')], { ...at, nowMs: 19_000 })[0]?.overdue).toBe(true);
});

test('a read here from before, as at the start of a start-finish line, takes nobody off the safety list', () => {
	expect(bibs([runner('1')], { readHere: new Map([['1', 0]]) })).toEqual(['1']);
});
