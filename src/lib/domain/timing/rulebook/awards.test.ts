import { describe, expect, test } from 'vitest';
import { deriveAwards } from '#lib/domain/timing/ranking/awards.ts';
import type { AwardCategory } from '#lib/domain/timing/facts/course.ts';
import { reorder } from '#lib/domain/timing/ranking/reorder.ts';
import { deriveTeams } from '#lib/domain/timing/ranking/teams.ts';
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

	test('a disqualified winner leaves the award to the next one, and who does not finish wins none', () => {
		const run = race({ awards: [category({ depth: 2 }), category({ depth: 9 })] });
		const dq = [ruling({ type: 'dq', participantId: 'p1' })];
		const { results } = derive({ race: run, participants, passings, rulings: dq });
		const [two, all] = deriveAwards({ race: run, participants, results });
		const given = (award: typeof two) =>
			award?.winners.map(({ place, result }) => [place, result.participantId]);
		expect(given(two)).toEqual([
			[1, 'p2'],
			[2, 'p3']
		]);
		expect(two?.next?.participantId).toBe('p4');
		expect(given(all)?.map(([, id]) => id)).toEqual(['p2', 'p3', 'p4']);
		expect(all?.next).toBeNull();
	});

	test('a runner without a sex wins no award for one sex, and a category that nobody fits is empty', () => {
		const unknown = [participant('1'), ...participants.slice(1)];
		const run = race({ awards: [category({}), category({ sex: 'M' }), category({ sex: 'X' })] });
		const { results } = derive({ race: run, participants: unknown, passings });
		const given = deriveAwards({ race: run, participants: unknown, results });
		expect(given.map(({ winners }) => winners.map(({ result }) => result.participantId))).toEqual([
			['p1'],
			['p3'],
			[]
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

	test('who is disqualified scores for no team: the next member does, and without one the team is incomplete', () => {
		const totals = (count: number) => {
			const run = race({ teams: [{ count, by: 'time', sex: null }] });
			const rulings = [ruling({ type: 'dq', participantId: 'p2' })];
			const { results } = derive({ race: run, participants: members, passings: finishes, rulings });
			const [list] = deriveTeams({ race: run, participants: members, results });
			return list?.teams.map(({ club, total }) => [club, total]);
		};
		expect(totals(2)).toEqual([
			['Lions', 2_430_000],
			['Storks', 2_660_000],
			['Alone', null]
		]);
		expect(totals(3)).toEqual([
			['Lions', 3_930_000],
			['Alone', null],
			['Storks', null]
		]);
	});

	test('teams that are equal to the last member share the place', () => {
		const pairs = ['1', '2', '3', '4'].map((bib) => participant(bib, { club: Number(bib) < 3 ? 'A' : 'B' }));
		const run = race({ teams: [{ count: 2, by: 'time', sex: null }] });
		const times = ['20:00', '21:00', '20:10', '20:50'].map((clock, n) =>
			scan(String(n + 1), 'finish', clock)
		);
		const { results } = derive({ race: run, participants: pairs, passings: times });
		const [list] = deriveTeams({ race: run, participants: pairs, results });
		expect(list?.teams.map(({ club, place, total }) => [club, place, total])).toEqual([
			['A', 1, 2_460_000],
			['B', 1, 2_460_000]
		]);
	});
});
