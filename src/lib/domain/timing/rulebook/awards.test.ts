import { describe, expect, test } from 'vitest';
import { deriveAwards } from '#lib/domain/timing/awards.ts';
import type { AwardCategory } from '#lib/domain/timing/course.ts';
import { reorder } from '#lib/domain/timing/reorder.ts';
import { deriveTeams } from '#lib/domain/timing/teams.ts';
import { derive, participant, race, ruling, scan } from '../../../../../tests/support/timingBuilders.ts';

const category = (given: Partial<AwardCategory>): AwardCategory => ({
	name: 'Overall',
	sex: null,
	division: null,
	rankBy: 'gun',
	depth: 1,
	exclusive: false,
	...given
});

const participants = [
	participant('1', { sex: 'M', division: 'M40' }),
	participant('2', { sex: 'F', division: 'F40' }),
	participant('3', { sex: 'M', division: 'M40' }),
	participant('4', { sex: 'F', division: 'F40' })
];
const passings = [
	scan('1', 'start', '0:01'),
	scan('3', 'start', '0:30'),
	scan('1', 'finish', '20:00'),
	scan('2', 'finish', '20:05'),
	scan('3', 'finish', '20:10'),
	scan('4', 'finish', '20:15')
];

function awards(awardList: AwardCategory[]) {
	const run = race({ awards: awardList });
	const { results } = derive({ race: run, participants, passings });
	return deriveAwards({ race: run, participants, results }).map(({ winners }) =>
		winners.map(({ place, result }) => `${place} ${result.participantId}`)
	);
}

describe('awards', () => {
	test('each category has its own depth, sex and division', () => {
		const given = awards([
			category({ depth: 2 }),
			category({ sex: 'F', depth: 3 }),
			category({ division: 'M40', depth: 1 })
		]);
		expect(given).toEqual([['1 p1', '2 p2'], ['1 p2', '2 p4'], ['1 p1']]);
	});

	test('overall by gun, age groups by net: each category in its own order', () => {
		const given = awards([category({}), category({ division: 'M40', rankBy: 'net' })]);
		expect(given).toEqual([['1 p1'], ['1 p3']]);
	});

	test('who wins an exclusive category is out of the later ones', () => {
		const given = awards([category({ exclusive: true }), category({ division: 'M40', depth: 2 })]);
		expect(given).toEqual([['1 p1'], ['1 p3']]);
		const shared = awards([category({ exclusive: false }), category({ division: 'M40', depth: 2 })]);
		expect(shared).toEqual([['1 p1'], ['1 p1', '2 p3']]);
	});

	test('a shared last place goes to everyone who shares it', () => {
		const run = race({ awards: [category({ depth: 1 })] });
		const heat = [ruling({ type: 'dead-heat', participantIds: ['p1', 'p2'] })];
		const { results } = derive({ race: run, participants, passings, rulings: heat });
		const [overall] = deriveAwards({ race: run, participants, results });
		expect(overall?.winners.map(({ place, result }) => [place, result.participantId])).toEqual([
			[1, 'p1'],
			[1, 'p2']
		]);
	});

	test('the other order ranks the same results again, as deriving by it would', () => {
		const { results } = derive({ participants, passings });
		const byNet = derive({ participants, passings, rankBy: 'net' }).results;
		expect(reorder({ race: race(), participants, results }, 'net')).toEqual(byNet);
		expect(results[0]?.place).toBe(1);
	});
});

describe('teams', () => {
	const clubs: [string, string | null, string][] = [
		['1', 'Lions', '20:00'],
		['2', 'Storks', '20:10'],
		['3', 'Storks', '20:20'],
		['4', 'Lions', '20:30'],
		['5', ' Lions ', '25:00'],
		['6', 'Storks', '24:00'],
		['7', 'Alone', '19:00'],
		['8', null, '18:00']
	];
	const members = clubs.map(([bib, club]) => participant(bib, { club, sex: Number(bib) % 2 ? 'F' : 'M' }));
	const finishes = clubs.map(([bib, , clock]) => scan(bib, 'finish', clock));
	const teams = (by: 'time' | 'places', sex: 'F' | null = null) => {
		const run = race({ teams: [{ count: 2, by, sex }] });
		const { results } = derive({ race: run, participants: members, passings: finishes });
		return deriveTeams({ race: run, participants: members, results })[0]?.teams ?? [];
	};

	test('the sum of the first n; with equal sums the next member decides', () => {
		expect(teams('time').map(({ club, place, total }) => [club, place, total])).toEqual([
			['Storks', 1, 2_430_000],
			['Lions', 2, 2_430_000],
			['Alone', null, null]
		]);
	});

	test('places are summed in the same way', () => {
		expect(teams('places').map(({ club, place, total }) => [club, place, total])).toEqual([
			['Storks', 1, 9],
			['Lions', 2, 9],
			['Alone', null, null]
		]);
	});

	test('a list for one sex counts its runners and their places within it', () => {
		expect(teams('places', 'F').map(({ club, place, total }) => [club, place, total])).toEqual([
			['Lions', 1, 6],
			['Alone', null, null],
			['Storks', null, null]
		]);
	});
});
