/** Before official results an organiser is asked once what would surprise somebody, and nothing on a day like any other. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Caller } from '#lib/server/access/caller.ts';
import { publishAsking } from '#lib/server/publication/publicationQuestion.ts';
import { GUN_MS, raceOn } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';

const OWNER: Caller = { kind: 'owner-key' };
const HOUR_MS = 3_600_000;

let api: TestApi;
let race: ReturnType<typeof raceOn>;

beforeAll(async () => {
	api = await startApi();
});
beforeEach(async () => {
	await api.reset();
	api.setNow(GUN_MS + HOUR_MS);
	race = raceOn(api);
	await race.putEvent();
	await race.register([{ bib: '1' }, { bib: '2' }]);
});
afterAll(() => api.close());

async function official(confirmed = '', state: 'official' | 'provisional' = 'official') {
	const input = { event: 'run', race: '5k', state, ruleRemaining: true, confirmed };
	const answer = await publishAsking(api.app, OWNER, input);
	if (!answer.ok) throw new Error(answer.error.message);
	return answer.value;
}
const versions = async () =>
	(await race.call<{ items: unknown[] }>('/events/run/races/5k/publications')).body.items.length;

test('on the day, with everybody in, one press is enough', async () => {
	await race.finish({ 1: '20:00', 2: '21:00' });
	expect(await official()).toMatchObject({ asked: null, published: { number: 1, state: 'official' } });
});

test('who is ruled with it is named, nothing is stored, and the same question is answered once', async () => {
	await race.finish({ 1: '20:00' });
	const { asked } = await official();
	expect(asked).toMatchObject({ otherDay: false, nobodyFinished: false, moved: null, dnf: [] });
	expect(asked?.dns).toMatchObject([{ bib: '2', name: 'Runner 2' }]);
	expect(await versions()).toBe(0);
	expect((await race.organise<{ items: { type: string }[] }>('/rulings')).body.items).toMatchObject([
		{ type: 'wave-start' }
	]);
	expect(await official(asked?.key)).toMatchObject({ asked: null, published: { number: 1 } });
});

test('a question that has changed since is asked anew', async () => {
	await race.finish({ 1: '20:00' });
	const { asked } = await official();
	await race.register([{ bib: '3' }]);
	const again = await official(asked?.key);
	expect(again.published).toBeNull();
	expect(again.asked?.dns.map(({ bib }) => bib)).toEqual(['2', '3']);
	expect(await official('yes')).toMatchObject({ published: { number: 1 } });
});

test('published results that would change are named, and who is only added is not asked about', async () => {
	await race.finish({ 1: '20:00' });
	expect(await official('', 'provisional')).toMatchObject({ published: { number: 1 } });
	await race.finish({ 2: '21:00' });
	expect(await official()).toMatchObject({ asked: null, published: { number: 2 } });
	await race.rule({ race: '5k', bib: '1', type: 'penalty', valueMs: 120_000 });
	const { asked } = await official();
	expect(asked?.moved).toMatchObject({
		number: 2,
		items: [
			{ bib: '1', before: { place: 1, time: '0:20:00' }, after: { place: 2, time: '0:22:00' } },
			{ bib: '2', placeOnly: true, before: { place: 2 }, after: { place: 1 } }
		]
	});
});

test('another day than the event’s, and a race in which nobody finished, are asked about', async () => {
	expect((await official()).asked).toMatchObject({ otherDay: false, nobodyFinished: true });
	await race.finish({ 1: '20:00', 2: '21:00' });
	api.setNow(GUN_MS + 30 * HOUR_MS);
	expect((await official()).asked).toMatchObject({ otherDay: true, nobodyFinished: false, dns: [] });
	expect((await official('', 'provisional')).published).toMatchObject({ number: 1 });
});
