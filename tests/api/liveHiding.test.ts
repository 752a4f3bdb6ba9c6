/** A runner who hides, or is in no list, is not told of: neither by a message nor by a number or a tag. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bibsOf, liveWatchers } from '../support/liveWatchers.ts';
import { after, clock, raceOn } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let race: ReturnType<typeof raceOn>;
let watchers: ReturnType<typeof liveWatchers>;

beforeAll(async () => {
	api = await startApi();
	watchers = liveWatchers(api);
});
beforeEach(async () => {
	await api.reset();
	race = raceOn(api);
	await race.putEvent();
});
afterEach(() => watchers.leave());
afterAll(() => api.close());

const follow = (headers?: Record<string, string>, query?: string) => watchers.follow(headers, query);

describe('GET /events/{slug}/races/{race}/live', () => {
	test('a runner who hides leaves the list, and nobody on course is told of by bib only', async () => {
		await race.register([
			{ bib: '1', name: 'Ana' },
			{ bib: '2', name: 'Canary', visibility: 'bib' }
		]);
		await race.finish({ 1: '20:00' });
		const live = await follow();
		await live.next();
		await race.send([{ bib: '2', checkpoint: 'km-2-5', at: after(clock('12:00')) }]);
		await race.finish({ 2: '25:00' });
		const seen = await live.next();
		expect(seen.change.rows).toMatchObject([{ bib: '2', name: null, status: 'finished', splits: [] }]);
		const people = await race.organise<{ items: { id: string; bib: string }[] }>('/participants');
		const ana = people.body.items.find(({ bib }) => bib === '1');
		await race.organise(`/participants/${ana?.id}`, { method: 'PATCH', json: { visibility: 'hidden' } });
		const hidden = await live.next();
		expect(hidden.change).toMatchObject({ snapshot: true, removed: [], finished: 1 });
		expect(bibsOf(hidden)).toEqual(['2']);
	});

	const hidings: [string, object][] = [
		['is hidden', { visibility: 'hidden' }],
		['is shown by bib only', { visibility: 'bib' }],
		['takes an alias', { visibility: 'alias', alias: 'Comet' }],
		['cancels', { state: 'cancelled' }]
	];
	test.each(hidings)('when a runner %s, nobody is told who: the list comes anew', async (_what, change) => {
		await race.register([{ bib: '1', name: 'Canary' }, { bib: '2' }]);
		await race.finish({ 1: '20:00', 2: '21:00' });
		const live = await follow();
		const { id } = await live.next();
		const people = await race.organise<{ items: { id: string; bib: string }[] }>('/participants');
		const canary = people.body.items.find(({ bib }) => bib === '1');
		const path = `/participants/${canary?.id}`;
		const done = await race.organise(path, { method: 'PATCH', json: change });
		expect(done.status, JSON.stringify(done.body)).toBe(200);
		const epoch = id.replace(/-\d+$/, '');
		const told = await live.next();
		// Ids of every earlier list, and the newest.
		const later = await Promise.all(
			[id, `${epoch}-0`, `${epoch}-1`].map(async (last) => (await follow({ 'Last-Event-ID': last })).next())
		);
		for (const event of [told, ...later]) {
			expect(event.change).toMatchObject({ snapshot: true, removed: [] });
			expect(bibsOf(event)).toContain('2');
			expect(JSON.stringify(event)).not.toContain('Canary');
		}
	});

	test('a runner in no list passes unseen: no message, no other number, tag or count', async () => {
		await race.register([{ bib: '1' }, { bib: '2', visibility: 'hidden' }, { bib: '3' }]);
		await race.finish({ 1: '20:00' });
		const live = await follow();
		const first = await live.next();
		const tagBefore = (await race.publicResults()).headers.get('etag');
		await race.finish({ 2: '21:00' });
		const people = await race.organise<{ items: { id: string; bib: string }[] }>('/participants');
		const hidden = people.body.items.find(({ bib }) => bib === '2');
		await race.organise(`/participants/${hidden?.id}`, { method: 'PATCH', json: { club: 'Somewhere' } });
		const now = await (await follow()).next();
		expect(now).toEqual(first);
		expect(now.change.finished).toBe(1);
		expect((await race.publicResults()).headers.get('etag')).toBe(tagBefore);
		await race.finish({ 3: '22:00' });
		const second = await live.next();
		expect(second.change).toMatchObject({ snapshot: false, finished: 2, rows: [{ key: '3' }] });
		expect(second.id).toBe(first.id.replace(/\d+$/, (number) => String(Number(number) + 1)));
		expect((await race.publicResults()).headers.get('etag')).not.toBe(tagBefore);
	});

	test('a published list and its versions have a tag that hidden runners do not change either', async () => {
		await race.register([{ bib: '1' }, { bib: '2', visibility: 'hidden' }]);
		await race.finish({ 1: '20:00', 2: '21:00' });
		await race.publish({ state: 'provisional' });
		const paths = ['/results', '/results.csv', '/publications/1'].map((end) => `/events/run/races/5k${end}`);
		const tags = () => Promise.all(paths.map(async (path) => (await race.call(path)).headers.get('etag')));
		const before = await tags();
		const people = await race.organise<{ items: { id: string; bib: string }[] }>('/participants');
		const [shown, hidden] = people.body.items;
		await race.organise(`/participants/${hidden?.id}`, { method: 'PATCH', json: { name: 'Other' } });
		expect(await tags()).toEqual(before);
		await race.organise(`/participants/${shown?.id}`, { method: 'PATCH', json: { name: 'Other' } });
		expect((await tags()).filter((tag, index) => tag === before[index])).toEqual([]);
	});
});
