import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Derivation } from '#lib/schemas/results.ts';
import { after, clock, raceOn } from '../support/race.ts';
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
	await race.register([
		{ bib: '1', name: 'Ana' },
		{ bib: '2', name: 'Ion' },
		{ bib: '17', name: 'Eva' }
	]);
});
afterAll(() => api.close());

const changes = async (path: string) =>
	(await race.call<{ lines: string[] }>(`/events/run/races/5k/publications/${path}`)).body.lines;

describe('POST /events/{slug}/races/{race}/publications', () => {
	test('the public gets what was published until the next version, the organiser what is now', async () => {
		await race.finish({ 1: '20:00', 2: '21:00' });
		const made = await race.publish({ state: 'provisional', note: 'before the protest time' });
		expect(made.status).toBe(201);
		expect(made.body).toMatchObject({ number: 1, state: 'provisional', note: 'before the protest time' });
		await race.finish({ 17: '20:30' });
		const shown = (await race.publicResults()).body;
		expect(shown).toMatchObject({ state: 'provisional', version: 1 });
		expect(shown.items.map(({ bib, place }) => [bib, place])).toEqual([
			['1', 1],
			['2', 2],
			['17', null]
		]);
		expect((await race.results()).items.map(({ bib }) => bib)).toEqual(['1', '17', '2']);
		await race.publish({ state: 'official' });
		expect((await race.publicResults()).body.items.map(({ bib }) => bib)).toEqual(['1', '17', '2']);
	});

	test('older versions stay as they were, with their digests', async () => {
		await race.finish({ 1: '20:00', 2: '21:00' });
		const first = (await race.publish({ state: 'provisional' })).body;
		await race.rule({ race: '5k', bib: '1', type: 'dq' });
		await race.publish({ state: 'provisional' });
		expect((await race.versions()).map(({ number }) => number)).toEqual([2, 1]);
		const old = await race.version(1);
		expect(old.items[0]).toMatchObject({ bib: '1', place: 1, gunTime: '0:20:00' });
		expect(old.publication.digest).toBe(first.digest);
		expect((await race.version(2)).publication.digest).not.toBe(first.digest);
	});

	test('the same results have the same digest, whatever was renamed meanwhile', async () => {
		await race.finish({ 1: '20:00' });
		const first = (await race.publish({ state: 'provisional' })).body;
		await api.app.database.pool.query(
			`update participant set name = 'Anna', visibility = 'hidden' where name = 'Ana'`
		);
		expect((await race.publish({ state: 'provisional' })).body.digest).toBe(first.digest);
	});

	test('stores no name', async () => {
		await race.finish({ 1: '20:00' });
		await race.publish({ state: 'provisional' });
		const { rows } = await api.app.database.pool.query('select rows::text from publication');
		expect(rows[0]?.rows).not.toMatch(/Ana|Ion|Eva/);
	});

	test('provisional results wait for nobody: later reads count at once', async () => {
		await race.finish({ 1: '20:00' });
		await race.publish({ state: 'provisional' });
		await race.finish({ 2: '19:00' });
		expect((await race.results()).items[0]).toMatchObject({ bib: '2', place: 1 });
	});

	test('each version is derived again from the facts that it saw, and has its digest', async () => {
		await race.finish({ 1: '20:00', 2: '21:00', 17: '22:00' });
		await race.publish({ state: 'provisional' });
		await race.rule({ race: '5k', bib: '1', type: 'penalty', valueMs: 90_000 });
		await race.publish({ state: 'official' });
		const [late] = await race.send([{ bib: '17', at: after(clock('19:00')) }], 'finish-b');
		await race.publish({ state: 'provisional' });
		await race.rule({ type: 'accept', passingId: late?.id });
		await race.publish({ state: 'official' });
		const derived = await Promise.all(
			[1, 2, 3, 4].map((number) => race.organise<Derivation>(`/races/5k/publications/${number}/derivation`))
		);
		for (const { body } of derived)
			expect(body).toEqual({ digest: body.derived, derived: body.digest, because: null });
		expect(new Set(derived.map(({ body }) => body.digest)).size).toBe(3);
	});

	test('a version is not derived again once the participants were edited, or when it is older than its numbers', async () => {
		await race.finish({ 1: '20:00' });
		await race.publish({ state: 'provisional' });
		const path = '/races/5k/publications/1/derivation';
		await api.app.database.pool.query(`update participant set sex = 'F' where name = 'Ana'`);
		expect((await race.organise<Derivation>(path)).body).toMatchObject({
			derived: null,
			because: 'edited-since'
		});
		await api.app.database.pool.query('update publication set passings_up_to = null, rulings_up_to = null');
		expect((await race.organise<Derivation>(path)).body).toMatchObject({
			derived: null,
			because: 'not-numbered'
		});
		expect((await race.call(`/events/run${path}`)).status).toBe(401);
	});

	test('of two at the same moment, each gets its own number', async () => {
		await race.finish({ 1: '20:00' });
		const made = await Promise.all([1, 2, 3].map(() => race.publish({ state: 'provisional' })));
		expect(made.map(({ body }) => body.number).sort()).toEqual([1, 2, 3]);
	});

	test('only organisers publish', async () => {
		const answer = await race.call('/events/run/races/5k/publications', { json: { state: 'official' } });
		expect(answer.status).toBe(401);
	});
});

describe('GET /events/{slug}/races/{race}/publications/{number}', () => {
	test('the difference between two versions, in words', async () => {
		await race.finish({ 17: '24:31', 1: '25:00', 2: '26:00' });
		await race.publish({ state: 'provisional' });
		await race.rule({ race: '5k', bib: '17', type: 'dq' });
		await race.rule({ race: '5k', bib: '2', type: 'penalty', valueMs: 10_000 });
		await race.publish({ state: 'official' });
		expect(await changes('2/changes')).toEqual([
			'bib 2: 0:26:00 → 0:26:10, place 3 → 2',
			'bib 17: 0:24:31 → disqualified',
			'bib 1: place 2 → 1'
		]);
		expect(await changes('2/changes?since=2')).toEqual([]);
	});

	test('may be read by net time, searched and paged', async () => {
		await race.finish({ 1: '20:00', 2: '21:00', 17: '22:00' });
		await race.rule({ race: '5k', bib: '17', type: 'start-time', at: after(clock('10:00')) });
		await race.publish({ state: 'provisional' });
		const net = await race.publicResults('?by=net&pageSize=1');
		expect(net.body).toMatchObject({
			by: 'net',
			total: 3,
			items: [{ bib: '17', place: 1, netTime: '0:12:00' }]
		});
		const found = await race.publicResults('?q=ion');
		expect(found.body.items).toMatchObject([{ bib: '2', place: 2 }]);
	});

	test('a version that is not there is a 404', async () => {
		for (const path of ['9', 'x', '9/changes']) {
			const answer = await race.call(`/events/run/races/5k/publications/${path}`);
			expect([answer.status, answer.body.reason]).toEqual([404, 'publication-unknown']);
		}
	});

	test('unchanged it is a 304, also when passings arrive', async () => {
		await race.finish({ 1: '20:00' });
		await race.publish({ state: 'provisional' });
		const headers = { 'If-None-Match': (await race.publicResults()).headers.get('etag') ?? '' };
		await race.finish({ 2: '21:00' });
		expect((await race.publicResults('', { headers })).status).toBe(304);
	});
});
