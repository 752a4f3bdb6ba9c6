import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeLiveStreams } from '#lib/server/api/live.ts';
import { followStream, type EventStream } from '../support/eventStream.ts';
import { after, clock, raceOn } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let race: ReturnType<typeof raceOn>;
let open: EventStream[] = [];

beforeAll(async () => {
	api = await startApi();
});
beforeEach(async () => {
	await api.reset();
	race = raceOn(api);
	await race.putEvent();
});
afterEach(() => {
	open.forEach((stream) => stream.close());
	open = [];
});
afterAll(() => api.close());

const follow = async (headers: Record<string, string> = {}, query = '') => {
	const stream = await followStream(`${api.url}/api/v1/events/run/races/5k/live${query}`, headers);
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
		expect(hidden.change).toMatchObject({ rows: [], removed: ['1'], finished: 2 });
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

	test('all streams end when the server is about to stop', async () => {
		const live = await follow();
		await live.next();
		closeLiveStreams();
		await live.ended;
	});
});
