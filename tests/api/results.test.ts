import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ResultsPage } from '#lib/schemas/results.ts';
import { raceOn } from '../support/race.ts';
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

const places = ({ items }: ResultsPage) => items.map(({ place, bib, gunTime }) => [place, bib, gunTime]);
const bibs = ({ items }: ResultsPage) => items.map(({ bib }) => bib);

describe('GET /events/{slug}/races/{race}/results', () => {
	test('lists finishers by unrounded time, rounded up, then those without a finish', async () => {
		await race.register([{ bib: '1' }, { bib: '2' }, { bib: '3' }, { bib: '4' }]);
		await race.finish({ 2: '24:31.000', 1: '24:31.001', 3: '24:30.999' });
		await race.send([{ bib: '4', checkpoint: 'km-2-5', at: '2018-06-10T10:13:00.000+03:00' }]);
		const page = await race.results();
		expect(places(page)).toEqual([
			[1, '3', '0:24:31'],
			[2, '2', '0:24:31'],
			[3, '1', '0:24:32'],
			[null, '4', null]
		]);
		expect(page.items[3]).toMatchObject({
			status: 'on-course',
			splits: [{ checkpoint: 'km-2-5', gunTimeMs: 780_000, gunTime: '0:13:00' }]
		});
		expect(page).toMatchObject({ total: 4, page: 1, pageSize: 200, state: 'live', version: 0, by: 'gun' });
	});

	test('places by sex and division, and filters that keep them', async () => {
		await race.register([
			{ bib: '1', sex: 'M', age: 30 },
			{ bib: '2', sex: 'F', age: 25 },
			{ bib: '3', sex: 'F', age: 60 }
		]);
		await race.finish({ 1: '20:00', 2: '21:00', 3: '22:00' });
		expect((await race.results('?sex=F')).items).toMatchObject([
			{ bib: '2', place: 2, sexPlace: 1, division: 'F 18–39', divisionPlace: 1 },
			{ bib: '3', place: 3, sexPlace: 2, division: null, divisionPlace: null }
		]);
		expect(bibs(await race.results(`?division=${encodeURIComponent('M 18–39')}`))).toEqual(['1']);
	});

	test('a name and a club with any character in them, as older versions took them, are listed as they are stored', async () => {
		const odd = 'A\u001enă\u001f, "B" \\ \u001d; {C}';
		await race.register([{ bib: '1', name: 'Ana' }, { bib: '2' }]);
		await api.app.database.pool.query(`update participant set name = $1, club = $1 where name = 'Ana'`, [
			odd
		]);
		await race.finish({ 1: '20:00', 2: '21:00' });
		expect((await race.results()).items).toMatchObject([
			{ bib: '1', name: odd, club: odd },
			{ bib: '2', name: 'Runner 2', club: null }
		]);
	});

	test('finds names whatever their accents, and bibs', async () => {
		await race.register([
			{ bib: '1', name: 'Șase Țintă' },
			{ bib: '2', name: 'Ion Sase' },
			{ bib: '12', name: 'Бегунья Йод' }
		]);
		for (const q of ['Șase', 'Şase', 'sase'])
			expect(bibs(await race.results(`?q=${encodeURIComponent(q)}`))).toEqual(['1', '2']);
		expect(bibs(await race.results(`?q=${encodeURIComponent('йод')}`))).toEqual(['12']);
		expect(bibs(await race.results('?q=12'))).toEqual(['12']);
	});

	test('pages start at 1 and have 200 rows by default, 2,000 at most', async () => {
		await race.register(Array.from({ length: 5 }, (_, i) => ({ bib: String(i + 1) })));
		const page = await race.results('?page=2&pageSize=2');
		expect([bibs(page), page.total]).toEqual([['3', '4'], 5]);
		const refused = await race.publicResults('?pageSize=2001');
		expect(refused.status).toBe(400);
		expect((await race.publicResults('?colour=blue')).status).toBe(400);
	});

	test('by net time it is another order', async () => {
		await race.putEvent({
			...(await race.organise<object>('?as=document')).body,
			races: [
				{
					slug: '5k',
					name: '5 km',
					distanceM: 5000,
					waves: [{ slug: 'all', gunStart: '2018-06-10T10:00:00.000+03:00' }],
					checkpoints: [
						{ slug: 'start', kind: 'start' },
						{ slug: 'km-2-5', kind: 'split', distanceM: 2500 },
						{ slug: 'finish', kind: 'finish' }
					]
				}
			]
		});
		await race.register([{ bib: '1' }, { bib: '2' }]);
		await race.send([{ bib: '2', checkpoint: 'start', at: '2018-06-10T10:05:00.000+03:00' }]);
		await race.finish({ 1: '24:00', 2: '25:00' });
		expect(bibs(await race.results())).toEqual(['1', '2']);
		const net = await race.results('?by=net');
		expect(net.items).toMatchObject([
			{ bib: '2', place: 1, netTime: '0:20:00', gunTime: '0:25:00' },
			{ bib: '1', place: 2, netTime: '0:24:00' }
		]);
	});

	test('a bib given out after its runner has finished makes the earlier read count', async () => {
		await race.finish({ 77: '24:00' });
		expect((await race.results()).total).toBe(0);
		await race.register([{ bib: '77' }]);
		expect(places(await race.results())).toEqual([[1, '77', '0:24:00']]);
	});

	test('before the gun is set reads wait, and count once it is', async () => {
		await race.putEvent({
			...(await event()),
			races: [{ ...(await event()).races[0], waves: [{ slug: 'all', gunStart: null }] }]
		});
		await race.register([{ bib: '1' }]);
		await race.finish({ 1: '24:00' });
		expect((await race.results()).items[0]?.status).not.toBe('finished');
		await race.rule({ race: '5k', type: 'wave-start', at: '2018-06-10T10:00:00+03:00' });
		expect(places(await race.results())).toEqual([[1, '1', '0:24:00']]);
	});
	const event = async () => (await race.organise<{ races: object[] }>('?as=document')).body;

	test('unchanged it is a 304; one more passing makes it new', async () => {
		await race.register([{ bib: '1' }, { bib: '2' }]);
		await race.finish({ 1: '24:00' });
		const first = await race.publicResults();
		const etag = first.headers.get('etag') ?? '';
		expect(first.headers.get('cache-control')).toContain('max-age');
		const headers = { 'If-None-Match': etag };
		expect((await race.publicResults('', { headers })).status).toBe(304);
		await race.finish({ 2: '25:00' });
		expect((await race.publicResults('', { headers })).status).toBe(200);
	});

	test('an organiser’s answer is not to be kept by shared caches', async () => {
		const organiser = await race.organise('/races/5k/results');
		expect(organiser.headers.get('cache-control')).toContain('private');
		expect(organiser.headers.get('etag')).not.toBe((await race.publicResults()).headers.get('etag'));
		expect(organiser.headers.get('vary')).toContain('Authorization');
	});

	test('an unknown event or race is a 404 with its reason', async () => {
		expect((await race.call('/events/nowhere/races/5k/results')).body.reason).toBe('event-unknown');
		expect((await race.call('/events/run/races/10k/results')).body.reason).toBe('race-unknown');
	});
});

describe('GET /events/{slug}/races/{race}/results.csv', () => {
	test('has the same rows with headings and a column for each split', async () => {
		await race.register([
			{ bib: '1', name: 'Ana, "the fast"', sex: 'F', age: 20 },
			{ bib: '2', name: 'Ion' }
		]);
		await race.send([{ bib: '1', checkpoint: 'km-2-5', at: '2018-06-10T10:12:00.000+03:00' }]);
		await race.finish({ 1: '24:00.5', 2: '25:00' });
		const answer = await race.organise<string>('/races/5k/results.csv');
		expect(answer.headers.get('content-type')).toContain('text/csv');
		expect(answer.body.split('\r\n').slice(0, 3)).toEqual([
			'place,bib,name,club,sex,sexPlace,division,divisionPlace,status,gunTime,netTime,gunTimeMs,netTimeMs,km-2-5',
			'1,1,"Ana, ""the fast""",,F,1,F 18–39,1,finished,0:24:01,0:24:01,1440500,1440500,0:12:00',
			'2,2,Ion,,,,,,finished,0:25:00,0:25:00,1500000,1500000,'
		]);
	});

	test('no cell is a formula', async () => {
		await race.register([{ bib: '1', name: '=HYPERLINK("http://x")', club: '@SUM(A1)' }]);
		const { body } = await race.organise<string>('/races/5k/results.csv');
		expect(body).toContain(`"'=HYPERLINK(""http://x"")",'@SUM(A1)`);
	});
});
