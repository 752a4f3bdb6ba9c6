import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ExplanationAnswer } from '#lib/schemas/explanation.ts';
import type { Derivation, PublicationBrief, ResultsPage } from '#lib/schemas/results.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { listUnassignedReads } from '#lib/server/passings/unassignedReads.ts';
import { raceDay } from '#lib/server/desk/desk.ts';
import { ownResult } from '#lib/server/results/ownResult.ts';
import { liveBoard } from '#lib/server/results/publicResults.ts';
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

const list = async () =>
	(await race.call<{ items: PublicationBrief[] }>('/events/run/races/5k/publications')).body.items;
const version = async (number: number) =>
	(
		await race.call<ResultsPage & { publication: PublicationBrief }>(
			`/events/run/races/5k/publications/${number}`
		)
	).body;
const changes = async (path: string) =>
	(await race.call<{ lines: string[] }>(`/events/run/races/5k/publications/${path}`)).body.lines;

const OWNER: Caller = { kind: 'owner-key' };
const statusOf = async (bib: string, passingId: string | undefined) =>
	(await race.organise<ExplanationAnswer>(`/races/5k/results/${bib}/explanation`)).body.passings.find(
		({ id }) => id === passingId
	)?.status;

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
		expect((await list()).map(({ number }) => number)).toEqual([2, 1]);
		const old = await version(1);
		expect(old.items[0]).toMatchObject({ bib: '1', place: 1, gunTime: '0:20:00' });
		expect(old.publication.digest).toBe(first.digest);
		expect((await version(2)).publication.digest).not.toBe(first.digest);
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

	test('official is refused while runners are neither finished nor ruled, unless they are ruled with it', async () => {
		await race.finish({ 1: '20:00' });
		await race.send([{ bib: '2', checkpoint: 'km-2-5', at: after(clock('12:00')) }]);
		const refused = await race.publish({ state: 'official' });
		expect([refused.status, refused.body.reason]).toEqual([409, 'unruled-participants']);
		expect(refused.body.message).toContain('runners not seen: 1, on course: 1');
		expect(await list()).toEqual([]);
		await race.publish({ state: 'official', ruleRemaining: true });
		const statuses = (await version(1)).items.map(({ bib, status }) => [bib, status]);
		expect(statuses).toEqual([
			['1', 'finished'],
			['2', 'dnf'],
			['17', 'dns']
		]);
		expect((await race.results()).items.map(({ status }) => status)).toEqual(['finished', 'dnf', 'dns']);
	});

	test('reads that arrive after the official results wait until an organiser accepts them', async () => {
		await race.finish({ 1: '20:00', 2: '21:00', 17: '22:00' });
		await race.publish({ state: 'official' });
		const [late] = await race.send([{ bib: '2', at: after(clock('19:00')) }], 'finish-b');
		const order = async () => (await race.results()).items.map(({ bib, gunTime }) => [bib, gunTime]);
		const before = [
			['1', '0:20:00'],
			['2', '0:21:00'],
			['17', '0:22:00']
		];
		expect(await order()).toEqual(before);
		expect(await statusOf('2', late?.id)).toBe('after-official');
		const listed = await listUnassignedReads(api.app, OWNER, { event: 'run' });
		expect(listed.ok && listed.value).toMatchObject([
			{ device: 'finish-b', checkpoint: 'finish', reason: 'after-official', count: 1 }
		]);
		// A second official version does not take them in by itself.
		await race.publish({ state: 'official' });
		expect(await order()).toEqual(before);
		await race.rule({ type: 'accept', passingId: late?.id });
		expect((await order())[0]).toEqual(['2', '0:19:00']);
	});

	test('provisional results wait for nobody: later reads count at once', async () => {
		await race.finish({ 1: '20:00' });
		await race.publish({ state: 'provisional' });
		await race.finish({ 2: '19:00' });
		expect((await race.results()).items[0]).toMatchObject({ bib: '2', place: 1 });
	});

	test('official results keep the line times that were matched, whatever is tapped later', async () => {
		const tap = (time: string) => ({ kind: 'tap' as const, bib: undefined, at: after(clock(time)) });
		const chute = (bib: string, time: string) => ({ kind: 'chute' as const, bib, at: after(clock(time)) });
		await race.send([tap('20:00'), tap('20:30'), tap('21:00')], 'line');
		await race.send([chute('1', '20:20'), chute('2', '20:50'), chute('17', '21:20')], 'chute');
		const times = async () => (await race.results()).items.map(({ bib, gunTime }) => [bib, gunTime]);
		const before = await times();
		expect(before).toEqual([
			['1', '0:20:00'],
			['2', '0:20:30'],
			['17', '0:21:00']
		]);
		const official = (await race.publish({ state: 'official' })).body;
		const rulings = await race.organise<{ items: { type: string }[] }>('/rulings');
		expect(rulings.body.items.filter(({ type }) => type === 'assign-time')).toHaveLength(3);
		const more = await race.send([tap('20:10'), tap('20:40')], 'line');
		for (const { id } of more) await race.rule({ type: 'accept', passingId: id });
		expect(await times()).toEqual(before);
		expect((await race.publish({ state: 'official' })).body.digest).toBe(official.digest);
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

	test('official results that were published before their numbers were kept hold nothing back', async () => {
		await race.finish({ 1: '20:00', 2: '21:00', 17: '22:00' });
		await race.publish({ state: 'official' });
		await api.app.database.pool.query('update publication set passings_up_to = null, rulings_up_to = null');
		await race.send([{ bib: '2', at: after(clock('19:00')) }], 'finish-a');
		expect((await race.results()).items[0]).toMatchObject({ bib: '2', gunTime: '0:19:00' });
	});

	test('a runner who finishes while official results are published is in them, and not ruled out', async (context) => {
		// The embedded database runs one transaction at a time, so no read comes between there.
		if (api.app.database.kind === 'embedded') return context.skip('one transaction at a time');
		await race.finish({ 1: '20:00' });
		const holder = await api.app.database.pool.connect();
		await holder.query('begin');
		await holder.query(`select 1 from event where slug = 'run' for no key update`);
		const publishing = race.publish({ state: 'official', ruleRemaining: true });
		await vi.waitFor(async () => {
			// Other test files' databases are in the same server.
			const { rows } = await holder.query(
				`select 1 from pg_locks join pg_stat_activity using (pid)
				where not granted and datname = current_database()`
			);
			expect(rows.length).toBeGreaterThan(0);
		}, 30_000);
		await race.finish({ 2: '21:00' });
		await holder.query('commit');
		holder.release();
		expect((await publishing).status).toBe(201);
		expect((await version(1)).items.map(({ bib, status }) => [bib, status])).toEqual([
			['1', 'finished'],
			['2', 'finished'],
			['17', 'dns']
		]);
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

describe('a version without gaps', () => {
	const field = [
		{ bib: '21', name: 'Olga', sex: 'F' as const, age: 30 },
		{ bib: '22', name: 'Canary', sex: 'F' as const, age: 30, visibility: 'hidden' as const },
		{ bib: '23', name: 'Vera', sex: 'F' as const, age: 30, visibility: 'bib' as const },
		{ bib: '24', name: 'Petru', sex: 'M' as const, age: 30 },
		{ bib: '25', name: 'Inga', sex: 'F' as const, age: 30 }
	];
	const times = { 21: '20:00', 22: '21:00', 23: '22:00', 24: '23:00', 25: '24:00' };
	const places = (page: ResultsPage) =>
		page.items
			.filter(({ place }) => place !== null)
			.map(({ bib, place, sexPlace, divisionPlace }) => [bib, place, sexPlace, divisionPlace]);
	const OPEN = [
		['21', 1, 1, 1],
		['23', 3, 3, 3],
		['24', 4, 1, 1],
		['25', 5, 4, 4]
	];
	const CLOSED = [
		['21', 1, 1, 1],
		['23', 3, 2, 2],
		['24', 4, 1, 1],
		['25', 5, 3, 3]
	];
	const CSV = '/events/run/races/5k/results.csv';
	const placesOfCsv = (csv: string) =>
		csv
			.split('\r\n')
			.slice(1)
			.map((line) => line.split(','))
			.filter(([place]) => place)
			.map((cells) => [cells[1], Number(cells[0]), Number(cells[5]), Number(cells[7])]);

	beforeEach(async () => {
		await race.register(field);
		await race.finish(times);
	});

	test('counts places by sex and division among the runners shown, the same in every public answer', async () => {
		await race.publish({ state: 'provisional', withoutGaps: true });
		const page = (await race.publicResults()).body;
		expect(page.withoutGaps).toBe(true);
		expect(places(page)).toEqual(CLOSED);
		expect(places(await version(1))).toEqual(CLOSED);
		expect(placesOfCsv((await race.call<string>(CSV)).body)).toEqual(CLOSED);
		const live = await liveBoard(api.app, { event: 'run', race: '5k' });
		expect(live.ok && places({ ...page, items: live.value.rows })).toEqual(CLOSED);
	});

	test('organisers read the true places, also in that version', async () => {
		await race.publish({ state: 'provisional', withoutGaps: true });
		const whole = [OPEN[0], ['22', 2, 2, 2], ...OPEN.slice(1)];
		expect(places(await race.results())).toEqual(whole);
		expect(places((await race.organise<ResultsPage>('/races/5k/publications/1')).body)).toEqual(whole);
	});

	test('closes up again for who hides after it was published', async () => {
		await race.publish({ state: 'provisional', withoutGaps: true });
		await api.app.database.pool.query(`update participant set visibility = 'hidden' where name = 'Vera'`);
		expect(places((await race.publicResults()).body)).toEqual([
			['21', 1, 1, 1],
			['24', 4, 1, 1],
			['25', 5, 2, 2]
		]);
	});

	test('is a choice of that version: others keep their gaps and digests', async () => {
		const first = (await race.publish({ state: 'provisional' })).body;
		const closed = (await race.publish({ state: 'provisional', withoutGaps: true })).body;
		const again = (await race.publish({ state: 'provisional' })).body;
		expect(places(await version(1))).toEqual(OPEN);
		expect(places(await version(2))).toEqual(CLOSED);
		expect(again.digest).toBe(first.digest);
		expect(closed.digest).not.toBe(first.digest);
		const { rows } = await api.app.database.pool.query<{ rows: object }>(
			'select rows from publication where number <> 2'
		);
		expect(rows.map((row) => 'withoutGaps' in row.rows)).toEqual([false, false]);
	});

	test('is derived again with its digest', async () => {
		const { digest } = (await race.publish({ state: 'provisional', withoutGaps: true })).body;
		const derived = (await race.organise<Derivation>('/races/5k/publications/1/derivation')).body;
		expect(derived).toEqual({ digest, derived: digest, because: null });
	});

	test('a runner reads the places that the public reads; a hidden one the true ones', async () => {
		await race.publish({ state: 'provisional', withoutGaps: true });
		const own = async (name: string) => {
			const { id: participantId } = await api.app.database.prisma.participant.findFirstOrThrow({
				where: { name }
			});
			const result = await ownResult(api.app, { participantId, eventSlug: 'run', raceSlug: '5k' });
			return [result?.row.name, result?.row.place, result?.row.divisionPlace];
		};
		expect(await own('Vera')).toEqual(['Vera', 3, 2]);
		expect(await own('Canary')).toEqual(['Canary', 2, 2]);
	});

	test('the organiser is told of the gaps, and where they could name somebody', async () => {
		const day = await raceDay(api.app, { kind: 'owner-key' }, { event: 'run' });
		expect(day.ok && day.value.races[0]?.gaps).toEqual({
			count: 1,
			small: [
				{ division: 'F 18–39', finishers: 4 },
				{ sex: 'F', finishers: 4 }
			]
		});
	});
});
