import { expect, test } from 'vitest';
import { preparationOf, type PreparationFacts } from './preparation.ts';

const nothing: PreparationFacts = {
	status: 'draft',
	timed: true,
	hasPrice: false,
	wavesWithoutTime: 2,
	finishesWithoutPhone: 1,
	withoutBib: 3,
	aliasesWaiting: 4,
	hasBackup: false,
	wavesWithoutGun: 2,
	onCourse: 5,
	unassignedReads: 6,
	racesNotProvisional: 1,
	racesNotOfficial: 2
};
const left = (facts: PreparationFacts) =>
	Object.fromEntries(preparationOf(facts).map(({ line, left }) => [line, left]));

test('a new event has everything left to do, in the order in which it is done', () => {
	expect(preparationOf(nothing).map(({ stage }) => stage)).toEqual([
		...Array<string>(3).fill('opening'),
		...Array<string>(4).fill('race-day'),
		...Array<string>(5).fill('publishing')
	]);
	expect(left(nothing)).toEqual({
		price: 1,
		times: 2,
		published: 1,
		phones: 1,
		bibs: 3,
		aliases: 4,
		backup: 1,
		guns: 2,
		course: 5,
		reads: 6,
		provisional: 1,
		official: 2
	});
});

test('an event that is over has nothing left, also one that was cancelled', () => {
	const done = Object.fromEntries(Object.entries(nothing).map(([fact]) => [fact, 0]));
	for (const status of ['published', 'cancelled', 'archived'] as const) {
		const facts = { ...done, status, hasPrice: true, hasBackup: true } as unknown as PreparationFacts;
		expect(preparationOf(facts).filter((line) => line.left > 0)).toEqual([]);
	}
});

test('an event of walks needs no phones, no start and no results', () =>
	expect(Object.keys(left({ ...nothing, timed: false }))).toEqual([
		'price',
		'times',
		'published',
		'bibs',
		'aliases',
		'backup'
	]));
