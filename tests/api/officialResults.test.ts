import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ExplanationAnswer } from '#lib/schemas/explanation.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { listUnassignedReads } from '#lib/server/passings/unassignedReads.ts';
import { somebodyWaitsForLock } from '../support/lockWaits.ts';
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

const OWNER: Caller = { kind: 'owner-key' };
const statusOf = async (bib: string, passingId: string | undefined) =>
	(await race.organise<ExplanationAnswer>(`/races/5k/results/${bib}/explanation`)).body.passings.find(
		({ id }) => id === passingId
	)?.status;

describe('official results', () => {
	test('official is refused while runners are neither finished nor ruled, unless they are ruled with it', async () => {
		await race.finish({ 1: '20:00' });
		await race.send([{ bib: '2', checkpoint: 'km-2-5', at: after(clock('12:00')) }]);
		const refused = await race.publish({ state: 'official' });
		expect([refused.status, refused.body.reason]).toEqual([409, 'unruled-participants']);
		expect(refused.body.message).toContain('runners not seen: 1, on course: 1');
		expect(await race.versions()).toEqual([]);
		await race.publish({ state: 'official', ruleRemaining: true });
		const statuses = (await race.version(1)).items.map(({ bib, status }) => [bib, status]);
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
		await somebodyWaitsForLock(holder);
		await race.finish({ 2: '21:00' });
		await holder.query('commit');
		holder.release();
		expect((await publishing).status).toBe(201);
		expect((await race.version(1)).items.map(({ bib, status }) => [bib, status])).toEqual([
			['1', 'finished'],
			['2', 'finished'],
			['17', 'dns']
		]);
	});
});
