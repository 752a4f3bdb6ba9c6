import { PUBLIC } from '../support/openEvent.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { after, clock, raceOn } from '../support/race.ts';
import { eventPage } from '#lib/server/events/eventPage.ts';
import { liveBoard } from '#lib/server/results/publicResults.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let race: ReturnType<typeof raceOn>;

beforeAll(async () => {
	api = await startApi();
});
beforeEach(async () => {
	await api.reset();
	race = raceOn(api);
	await race.putEvent();
});
afterAll(() => api.close());

describe('what the public sees', () => {
	const everyone = [
		{ bib: '1', name: 'Canary Hidden', visibility: 'hidden' as const, club: 'Canary Club' },
		{ bib: '2', name: 'Canary Bibonly', visibility: 'bib' as const, club: 'Canary Club' },
		{ bib: '3', name: 'Canary Alias', visibility: 'alias' as const, alias: 'Red Shoes' },
		{ bib: '4', name: 'Ana Named', visibility: 'name' as const }
	];
	const half = (bib: string) => ({ bib, checkpoint: 'km-2-5', at: '2018-06-10T10:12:00.000+03:00' });

	test('before the finish, who shows the bib only is in no list', async () => {
		await race.register(everyone);
		await race.send(['1', '2', '3', '4'].map(half));
		const { body } = await race.publicResults();
		expect(body.items.map(({ bib, name, splits }) => [bib, name, splits.length])).toEqual([
			['3', 'Red Shoes', 1],
			['4', 'Ana Named', 1]
		]);
		expect(body.total).toBe(2);
	});

	test('after the finish bibs are listed without name and splits; the hidden runner’s place stays empty', async () => {
		await race.register(everyone);
		await race.send(['1', '2', '3', '4'].map(half));
		await race.finish({ 1: '20:00', 2: '21:00', 3: '22:00', 4: '23:00' });
		const { body } = await race.publicResults();
		expect(body.items).toMatchObject([
			{ place: 2, bib: '2', name: null, club: null, splits: [] },
			{ place: 3, bib: '3', name: 'Red Shoes' },
			{ place: 4, bib: '4', name: 'Ana Named' }
		]);
		expect(body.items[2]?.splits[0]).toMatchObject({ checkpoint: 'km-2-5' });
		expect((await race.results()).items).toHaveLength(4);
	});

	test('no name that is hidden comes out by search, CSV, JSON, publication or difference', async () => {
		await race.register(everyone);
		await race.finish({ 1: '20:00', 2: '21:00', 3: '22:00', 4: '23:00' });
		await race.publish({ state: 'provisional' });
		await race.rule({ race: '5k', bib: '1', type: 'dq', why: 'cut the course' });
		await race.publish({ state: 'official' });
		const paths = [
			'/results',
			'/results?q=canary',
			'/results?by=net',
			'/results.csv',
			'/publications',
			'/publications/1',
			'/publications/2?q=Canary',
			'/publications/2/changes'
		];
		for (const path of paths) {
			const answer = await race.call<unknown>(`/events/run/races/5k${path}`);
			expect(answer.status, path).toBe(200);
			expect(JSON.stringify(answer.body), path).not.toContain('Canary');
		}
		expect((await race.publicResults('?q=canary')).body.total).toBe(0);
	});

	test('hiding reaches what was published, at the next look', async () => {
		await race.register(everyone);
		await race.finish({ 4: '23:00' });
		await race.publish({ state: 'provisional' });
		expect((await race.publicResults()).body.items[0]?.name).toBe('Ana Named');
		await api.app.database.pool.query(
			`update participant set visibility = 'hidden' where name = 'Ana Named'`
		);
		expect((await race.publicResults()).body.items).toMatchObject([{ bib: '3' }]);
	});
});

describe('who is in no public list', () => {
	const PATHS = [
		'/results',
		'/results?by=net',
		'/results.csv',
		'/publications/1',
		'/honours',
		'/publications'
	];
	const shown = [
		{ bib: '1', name: 'Ana' },
		{ bib: '2', name: 'Ion' }
	];
	/** Everything that a stranger gets, byte by byte, with its ETag. */
	async function seen() {
		const answers = [];
		for (const path of PATHS) {
			const { status, headers, body } = await race.call<unknown>(`/events/run/races/5k${path}`);
			answers.push({ path, status, etag: headers.get('etag'), body });
		}
		const event = await race.call<unknown>('/events/run');
		const live = await liveBoard(api.app, PUBLIC, { event: 'run', race: '5k' });
		const page = await eventPage(api.app, PUBLIC, { event: 'run', locale: 'en' });
		return { answers, event: [event.headers.get('etag'), event.body], live, page };
	}
	const steps = {
		enters: () => race.register([{ bib: '9', name: 'Canary', visibility: 'hidden', club: 'Canary Club' }]),
		'is seen on the course': () => race.send([{ bib: '9', checkpoint: 'km-2-5', at: after(clock('12:00')) }]),
		'finishes last': () => race.finish({ 9: '30:00' }),
		'is ruled': () => race.rule({ race: '5k', bib: '9', type: 'dq' })
	};

	test.each(['live', 'published'])('changes nothing in any public answer of %s results', async (state) => {
		await race.register(shown);
		await race.finish({ 1: '20:00' });
		if (state === 'published') await race.publish({ state: 'provisional' });
		const before = await seen();
		for (const [what, step] of Object.entries(steps)) {
			await step();
			expect(await seen(), what).toEqual(before);
		}
	});

	test('and what is shown changes the tag: a finish, a name, a club, a split', async () => {
		await race.register(shown);
		const tags = new Set<string | null>();
		const look = async () => tags.add((await race.publicResults()).headers.get('etag'));
		await look();
		await race.send([{ bib: '1', checkpoint: 'km-2-5', at: after(clock('12:00')) }]);
		await look();
		await race.finish({ 1: '20:00' });
		await look();
		for (const set of [`club = 'Alergotura'`, `name = 'Anna', name_folded = 'anna'`, `sex = 'F'`]) {
			await api.app.database.pool.query(`update participant set ${set} where name in ('Ana', 'Anna')`);
			await look();
		}
		await race.publish({ state: 'provisional' });
		await look();
		expect(tags.size).toBe(7);
	});
});
