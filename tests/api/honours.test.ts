import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HonoursPage } from '#lib/schemas/results.ts';
import { anEvent, aRace } from '../support/eventDocuments.ts';
import { after, clock, GUN, raceOn, type TestRunner } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let race: ReturnType<typeof raceOn>;

const TIMES = { 1: '20:00', 2: '21:00', 3: '22:00', 4: '23:00', 5: '24:00' };
const RUNNERS: TestRunner[] = [
	{ bib: '1', sex: 'M', club: 'North' },
	{ bib: '2', sex: 'F', club: 'South' },
	{ bib: '3', sex: 'F', club: 'South' },
	{ bib: '4', sex: 'M', club: 'North' },
	{ bib: '5', sex: 'F', club: 'East' }
];
const EVENT = anEvent({
	races: [
		aRace({
			waves: [{ slug: 'all', gunStart: GUN }],
			awards: [
				{ name: 'First home', depth: 1, exclusive: true },
				{ name: 'Women', sex: 'F', depth: 2, rankBy: 'net' },
				{ name: 'Men', sex: 'M', depth: 1 }
			],
			teams: [{ count: 2, by: 'time' }]
		})
	]
});

beforeAll(async () => {
	api = await startApi();
});
beforeEach(async () => {
	await api.reset();
	race = raceOn(api);
	await race.putEvent(EVENT);
});
afterAll(() => api.close());

const HONOURS = '/races/5k/honours';
const organiserSees = async (query = '') => (await race.organise<HonoursPage>(`${HONOURS}${query}`)).body;
const publicSees = async (query = '') => (await race.call<HonoursPage>(`/events/run${HONOURS}${query}`)).body;
const winners = ({ awards }: HonoursPage) =>
	awards.map(({ name, winners: list }) => [name, list.map(({ place, bib }) => `${place}:${bib}`)]);
const standings = ({ teams }: HonoursPage) =>
	teams.flatMap((list) => list.teams.map(({ place, club, total }) => [place, club, total]));

describe('GET /events/{slug}/races/{race}/honours', () => {
	test('each award category has its winners in its own order, and who won an exclusive one is out of the later', async () => {
		await race.register(RUNNERS);
		await race.finish(TIMES);
		// Bib 3 crossed the start line late and has the better net time of the two women in front.
		await race.send([{ bib: '3', checkpoint: 'start', at: after(clock('2:00')) }], 'start-a');
		const seen = await organiserSees();
		expect(winners(seen)).toEqual([
			['First home', ['1:1']],
			['Women', ['1:3', '2:2']],
			['Men', ['1:4']]
		]);
		expect(seen.awards[1]?.winners[0]).toMatchObject({ name: 'Runner 3', club: 'South', time: '0:20:00' });
	});

	test('teams are ranked by the sum of their first members, with those who are too few behind', async () => {
		await race.register(RUNNERS);
		await race.finish(TIMES);
		const seen = await organiserSees();
		expect(standings(seen)).toEqual([
			[1, 'North', '0:43:00'],
			[1, 'South', '0:43:00'],
			[null, 'East', null]
		]);
		expect(seen.teams[0]?.teams[0]?.members.map(({ bib, time }) => [bib, time])).toEqual([
			['1', '0:20:00'],
			['4', '0:23:00']
		]);
	});

	test('a hidden winner leaves a gap for the public, one shown by bib has neither name nor club', async () => {
		await race.register(
			RUNNERS.map((runner) => {
				if (runner.bib === '1') return { ...runner, visibility: 'hidden' as const };
				return runner.bib === '2' ? { ...runner, visibility: 'bib' as const } : runner;
			})
		);
		await race.finish(TIMES);
		const seen = await publicSees();
		expect(winners(seen)).toEqual([
			['First home', []],
			['Women', ['1:2', '2:3']],
			['Men', ['1:4']]
		]);
		expect(seen.awards[1]?.winners[0]).toMatchObject({ bib: '2', name: null, club: null });
	});

	test('the public sees no team with a scoring member whose name is not shown: the sum would tell the time', async () => {
		await race.register(
			RUNNERS.map((runner) => (runner.bib === '4' ? { ...runner, visibility: 'bib' as const } : runner))
		);
		await race.finish({ ...TIMES, 4: '22:30' });
		expect(standings(await organiserSees())[0]).toEqual([1, 'North', '0:42:30']);
		expect(standings(await publicSees())).toEqual([
			[2, 'South', '0:43:00'],
			[null, 'East', null]
		]);
	});

	test('what was published stays when the facts change, and each version keeps its own', async () => {
		await race.register(RUNNERS);
		await race.finish(TIMES);
		await race.publish({ state: 'provisional' });
		await race.rule({ race: '5k', bib: '1', type: 'dq' });
		await api.app.database.pool.query(`update participant set club = 'West' where club = 'South'`);
		const shown = await publicSees();
		expect(shown).toMatchObject({ state: 'provisional', version: 1 });
		expect(winners(shown)[0]).toEqual(['First home', ['1:1']]);
		expect(standings(shown)[1]).toEqual([1, 'South', '0:43:00']);
		expect(winners(await organiserSees())[0]).toEqual(['First home', ['1:2']]);
		await race.publish({ state: 'provisional' });
		expect(winners(await publicSees())[0]).toEqual(['First home', ['1:2']]);
		expect(winners(await publicSees('?version=1'))[0]).toEqual(['First home', ['1:1']]);
	});

	test('a version that there is not is refused', async () => {
		const refused = await race.call<{ reason: string }>(`/events/run${HONOURS}?version=7`);
		expect([refused.status, refused.body.reason]).toEqual([404, 'publication-unknown']);
	});
});
