import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LiveChange } from '#lib/schemas/results.ts';
import { bytesOf } from '#lib/server/api/http/liveStream.ts';
import { watchRace } from '#lib/server/results/live.ts';
import type { LiveMessage } from '#lib/server/results/liveRows.ts';
import { bibsOf, LIVE, liveWatchers } from '../support/liveWatchers.ts';
import { raceOn } from '../support/race.ts';
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
	test('begins with the list of who was seen, and tells a new finisher', async () => {
		await race.register([{ bib: '1' }, { bib: '2' }, { bib: '3' }]);
		await race.finish({ 1: '20:00' });
		const live = await follow();
		const first = await live.next();
		expect(first.change).toMatchObject({ snapshot: true, state: 'live', finished: 1 });
		expect(bibsOf(first)).toEqual(['1']);
		await race.finish({ 2: '21:00' });
		const second = await live.next();
		expect(second.change).toMatchObject({
			snapshot: false,
			finished: 2,
			rows: [{ key: '2', bib: '2', place: 2, gunTime: '0:21:00', status: 'finished' }]
		});
	});

	test('an earlier finisher who arrives late moves the others', async () => {
		await race.register([{ bib: '1' }, { bib: '2' }]);
		await race.finish({ 2: '21:00' });
		const live = await follow();
		await live.next();
		await race.finish({ 1: '20:00' });
		expect((await live.next()).change.rows.map(({ bib, place }) => [bib, place]).sort()).toEqual([
			['1', 1],
			['2', 2]
		]);
	});

	test('with Last-Event-ID only what is new since comes', async () => {
		await race.register([{ bib: '1' }, { bib: '2' }]);
		await race.finish({ 1: '20:00' });
		const live = await follow();
		const { id } = await live.next();
		live.close();
		await race.finish({ 2: '21:00' });
		const again = await (await follow({ 'Last-Event-ID': id })).next();
		expect(again.change.snapshot).toBe(false);
		expect(bibsOf(again)).toEqual(['2']);
		const byQuery = await (await follow({}, `?lastEventId=${id}`)).next();
		expect(bibsOf(byQuery)).toEqual(['2']);
	});

	test('with an id from before a restart the whole list comes', async () => {
		await race.register([{ bib: '1' }]);
		await race.finish({ 1: '20:00' });
		const event = await (await follow({ 'Last-Event-ID': 'another-17' })).next();
		expect(event.change.snapshot).toBe(true);
		expect(bibsOf(event)).toEqual(['1']);
	});

	test('a ruling is told as it changes the list', async () => {
		await race.register([{ bib: '1' }, { bib: '2' }]);
		await race.finish({ 1: '20:00', 2: '21:00' });
		const live = await follow();
		await live.next();
		await race.rule({ race: '5k', bib: '1', type: 'dq', why: 'cut the course' });
		const rows = (await live.next()).change.rows.map(({ bib, status, place }) => [bib, status, place]).sort();
		expect(rows).toEqual([
			['1', 'dq', null],
			['2', 'finished', 1]
		]);
	});

	test('once published the published list is followed, and later passings are not told', async () => {
		await race.register([{ bib: '1' }, { bib: '2' }]);
		await race.finish({ 1: '20:00' });
		await race.publish({ state: 'provisional' });
		const live = await follow();
		expect((await live.next()).change).toMatchObject({ state: 'provisional', version: 1 });
		await race.finish({ 2: '21:00' });
		await race.publish({ state: 'official' });
		expect((await live.next()).change).toMatchObject({ state: 'official', version: 2, finished: 2 });
	});

	test('many who watch get the same changes', async () => {
		await race.register([{ bib: '1' }]);
		const watchers = await Promise.all(Array.from({ length: 20 }, () => follow()));
		await Promise.all(watchers.map((live) => live.next()));
		await race.finish({ 1: '20:00' });
		const told = await Promise.all(watchers.map((live) => live.next()));
		expect(new Set(told.map(({ id }) => id)).size).toBe(1);
	});

	test('an unknown race is refused before a stream begins', async () => {
		expect((await race.call('/events/run/races/10k/live')).body.reason).toBe('race-unknown');
	});

	test('the list and its changes are made once for all who watch', async () => {
		await race.register([{ bib: '1' }, { bib: '2' }]);
		await race.finish({ 1: '20:00' });
		const watch = async () => {
			const watched = await watchRace(api.app, { kind: 'public' }, { event: 'run', race: '5k' });
			if (!watched.ok) throw new Error(watched.error.message);
			return watched.value;
		};
		const views = (await Promise.all([watch(), watch(), watch()])).map((watched) => watched.view(null));
		const told: unknown[] = [];
		const stops = views.map(({ follow: listen }) => listen((messages) => told.push(messages)));
		const lists = views.map(({ first }) => first);
		expect(new Set(lists).size).toBe(1);
		expect(bytesOf(lists[0]?.[0] as LiveMessage)).toBe(bytesOf(lists[2]?.[0] as LiveMessage));
		await race.finish({ 2: '21:00' });
		const missed = (await watch()).view(lists[0]?.at(-1)?.id ?? '').first;
		expect(told).toHaveLength(3);
		expect(new Set([...told, missed]).size).toBe(1);
		stops.forEach((stop) => stop());
	});

	test('as JSON the list comes once, and not again while it is the same', async () => {
		await race.register([{ bib: '1' }, { bib: '2' }]);
		await race.finish({ 1: '20:00' });
		const headers = { Accept: 'application/json' };
		const once = await race.call<LiveChange>(LIVE, { headers });
		const event = await (await follow()).next();
		expect(once.body).toEqual(event.change);
		expect(once.headers.get('etag')).toBe(`"${event.id}"`);
		const same = { ...headers, 'If-None-Match': `"${event.id}"` };
		expect((await race.call(LIVE, { headers: same })).status).toBe(304);
		await race.finish({ 2: '21:00' });
		expect((await race.call<LiveChange>(LIVE, { headers: same })).body.finished).toBe(2);
	});
});
