/** The streams of those who watch: how many there may be, and that each ends with its visitor and with the process. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeLiveStreams } from '#lib/server/api/endpoints/live.ts';
import { liveStreams } from '#lib/server/api/http/liveStreams.ts';
import { watchRace } from '#lib/server/results/live.ts';
import { LIVE, liveWatchers } from '../support/liveWatchers.ts';
import { raceOn } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';

const PER_ADDRESS = 20;
const IN_ALL = 50;

let api: TestApi;
let race: ReturnType<typeof raceOn>;
let watchers: ReturnType<typeof liveWatchers>;

beforeAll(async () => {
	api = await startApi({
		env: {
			TRUST_PROXY: '1',
			LIVE_STREAMS_PER_ADDRESS: String(PER_ADDRESS),
			LIVE_STREAMS_IN_ALL: String(IN_ALL)
		}
	});
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
