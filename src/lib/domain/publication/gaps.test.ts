import { expect, test } from 'vitest';
import type { Sex } from '#lib/domain/timing/facts/course.ts';
import { closedUp, gapsOf, type Finisher } from './gaps.ts';

const finishers = (count: number, part: Partial<Finisher>): Finisher[] =>
	Array.from({ length: count }, () => ({ sex: null, division: null, listed: true, ...part }));

test('a group with up to five finishers and one of them in no list is named, larger ones are not', () => {
	const race = [
		...finishers(4, { sex: 'F', division: 'F 60+' }),
		...finishers(1, { sex: 'F', division: 'F 60+', listed: false }),
		...finishers(5, { sex: 'M', division: 'M 18–39' }),
		...finishers(1, { sex: 'M', division: 'M 18–39', listed: false }),
		...finishers(3, { sex: 'M', division: 'M 60+' })
	];
	expect(gapsOf(race)).toEqual({
		count: 2,
		small: [
			{ division: 'F 60+', finishers: 5 },
			{ sex: 'F', finishers: 5 }
		]
	});
});

test('nobody is in no list: no gap', () => {
	expect(gapsOf(finishers(3, { division: 'Open' }))).toEqual({ count: 0, small: [] });
});

const row = (sexPlace: number | null, divisionPlace: number | null, sex: Sex, division: string) => ({
	sexPlace,
	divisionPlace,
	sex,
	division
});

test('places close up within sex and division, in any order of the rows, and ties stay ties', () => {
	const rows = [
		row(2, 2, 'F', 'F 18–39'),
		row(1, 1, 'M', 'M 18–39'),
		row(4, 1, 'F', 'F 40+'),
		row(2, 2, 'F', 'F 18–39'),
		row(5, 4, 'F', 'F 18–39'),
		row(null, null, 'F', 'F 18–39')
	];
	expect(closedUp(rows).map(({ sexPlace, divisionPlace }) => [sexPlace, divisionPlace])).toEqual([
		[1, 1],
		[1, 1],
		[3, 1],
		[1, 1],
		[4, 3],
		[null, null]
	]);
});
