import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LiveChange } from '#lib/schemas/results.ts';
import { closeLiveStreams } from '#lib/server/api/endpoints/live.ts';
import { bytesOf } from '#lib/server/api/http/liveStream.ts';
import { liveStreams } from '#lib/server/api/http/liveStreams.ts';
import { watchRace } from '#lib/server/results/live.ts';
import type { LiveMessage } from '#lib/server/results/liveRows.ts';
import { followStream, type EventStream } from '../support/eventStream.ts';
import { after, clock, raceOn } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';

const LIVE = '/events/run/races/5k/live';
const PER_ADDRESS = 20;
const IN_ALL = 50;

let api: TestApi;
let race: ReturnType<typeof raceOn>;
let open: EventStream[] = [];

beforeAll(async () => {
	api = await startApi({
		env: {
			TRUST_PROXY: '1',
			LIVE_STREAMS_PER_ADDRESS: String(PER_ADDRESS),
			LIVE_STREAMS_IN_ALL: String(IN_ALL)
		}
	});
});
beforeEach(async () => {
	await api.reset();
	race = raceOn(api);
	await race.putEvent();
});
afterEach(async () => {
	open.forEach((stream) => stream.close());
	open = [];
	await expect.poll(() => liveStreams(api.app).count).toBe(0);
});
afterAll(() => api.close());

const follow = async (headers: Record<string, string> = {}, query = '') => {
	const stream = await followStream(`${api.url}/api/v1${LIVE}${query}`, headers);
	open.push(stream);
	return stream;
};
const bibs = (event: { change: { rows: { bib: string | null }[] } }) =>
	event.change.rows.map(({ bib }) => bib);

describe('GET /events/{slug}/races/{race}/live', () => {
	test('begins with the list of who was seen, and tells a new finisher', async () => {
		await race.register([{ bib: '1' }, { bib: '2' }, { bib: '3' }]);
		await race.finish({ 1: '20:00' });
		const live = await follow();
		const first = await live.next();
		expect(first.change).toMatchObject({ snapshot: true, state: 'live', finished: 1 });
		expect(bibs(first)).toEqual(['1']);
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
		expect(bibs(again)).toEqual(['2']);
		const byQuery = await (await follow({}, `?lastEventId=${id}`)).next();
		expect(bibs(byQuery)).toEqual(['2']);
	});

	test('with an id from before a restart the whole list comes', async () => {
		await race.register([{ bib: '1' }]);
		await race.finish({ 1: '20:00' });
		const event = await (await follow({ 'Last-Event-ID': 'another-17' })).next();
		expect(event.change.snapshot).toBe(true);
		expect(bibs(event)).toEqual(['1']);
	});

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
		expect(bibs(hidden)).toEqual(['2']);
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
			expect(bibs(event)).toContain('2');
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

	test('HEAD ends at once with the headers of the stream', async () => {
		const answer = await fetch(`${api.url}/api/v1${LIVE}`, { method: 'HEAD' });
		expect(answer.headers.get('content-type')).toBe('text/event-stream');
		expect(await answer.text()).toBe('');
		expect((await fetch(`${api.url}/api/v1/events/run/races/10k/live`, { method: 'HEAD' })).status).toBe(404);
		expect(liveStreams(api.app).count).toBe(0);
	});

	test('beyond the limit of an address the answer is to ask later, until one leaves; IPv6 counts by /64', async () => {
		const from = (address: string) => follow({ 'X-Forwarded-For': address });
		const mine = await Promise.all(Array.from({ length: PER_ADDRESS }, () => from('2001:db8:1:2::1')));
		const refused = await fetch(`${api.url}/api/v1${LIVE}`, {
			headers: { 'X-Forwarded-For': '2001:db8:1:2:ffff::9' }
		});
		expect([refused.status, refused.headers.get('retry-after')]).toEqual([204, '30']);
		expect((await from('2001:db8:1:3::1')).status).toBe(200);
		expect((await from('192.0.2.1')).status).toBe(200);
		mine[0]?.close();
		await expect.poll(() => liveStreams(api.app).count).toBe(PER_ADDRESS + 1);
		expect((await from('2001:db8:1:2::1')).status).toBe(200);
	});

	test('beyond the limit of all together too, and one asks for the list instead', async () => {
		const many = Array.from({ length: IN_ALL }, (_, index) =>
			follow({ 'X-Forwarded-For': `192.0.2.${index}` })
		);
		expect(new Set((await Promise.all(many)).map(({ status }) => status))).toEqual(new Set([200]));
		const refused = await follow({ 'X-Forwarded-For': '198.51.100.1' });
		expect(refused.status).toBe(204);
		expect((await race.call(LIVE, { headers: { Accept: 'application/json' } })).status).toBe(200);
	});

	test('a visitor who leaves while it opens is let go, and so is who leaves later', async () => {
		await race.register([{ bib: '1' }]);
		const streams = liveStreams(api.app);
		const watched = await watchRace(api.app, { kind: 'public' }, { event: 'run', race: '5k' });
		const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
		const before = timers();
		const { port } = new URL(api.url);
		const leavers = Array.from({ length: 50 }, async (_, visitor) => {
			const socket = connect(Number(port), '127.0.0.1');
			socket.write(
				`GET /api/v1${LIVE} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 192.0.2.${visitor}\r\n\r\n`
			);
			// At different moments: with the request, after it, and with the first bytes of the answer.
			if (visitor % 3 === 0) await once(socket, 'connect');
			if (visitor % 3 === 1) await expect.poll(() => streams.count, { interval: 1 }).toBeGreaterThan(0);
			if (visitor % 3 === 2) await once(socket, 'data');
			socket.destroy();
		});
		await Promise.all(leavers);
		await expect.poll(() => streams.count).toBe(0);
		if (watched.ok) expect(watched.value.followers).toBe(0);
		await expect.poll(timers).toBeLessThanOrEqual(before);
	});

	test('a second stream on one connection, which could never be answered, is not kept', async () => {
		const { port } = new URL(api.url);
		const socket = connect(Number(port), '127.0.0.1');
		socket.write(`GET /api/v1${LIVE} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(5));
		await once(socket, 'data');
		expect(liveStreams(api.app).count).toBe(1);
		socket.destroy();
		await expect.poll(() => liveStreams(api.app).count).toBe(0);
	});
});

describe('at the end of the process', () => {
	test('all streams end, also those that come later', async () => {
		const live = await follow();
		await live.next();
		closeLiveStreams(api.app);
		await live.ended;
		await expect(follow()).rejects.toThrow('fetch failed');
		await expect.poll(() => liveStreams(api.app).count).toBe(0);
	});
});
