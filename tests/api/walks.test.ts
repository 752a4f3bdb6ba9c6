/** A race that is not timed: bibs and check-in as in a run, and no start, times or results. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { WrittenEventDocument } from '#lib/schemas/event/event.ts';
import { preparationIn } from '#lib/server/desk/preparation.ts';
import { raceDayIn } from '#lib/server/desk/desk.ts';
import { deskParticipant } from '#lib/server/desk/deskParticipant.ts';
import { eventFacts } from '#lib/server/results/eventFacts.ts';
import { apiOfFile } from '../support/apiOfFile.ts';
import { anEvent, aRace } from '../support/eventDocuments.ts';

const { api, call } = apiOfFile();

const aWalk = (change = {}) =>
	aRace({
		slug: 'walk',
		name: 'Walk',
		timed: false,
		checkpoints: [{ slug: 'start', kind: 'start' }],
		...change
	});
const put = (races: WrittenEventDocument['races'], slug = 'day') =>
	call<WrittenEventDocument & { errors?: { pointer: string }[] }>(`/events/${slug}`, {
		method: 'PUT',
		key: api.ownerKey,
		json: anEvent({ races })
	});
const enter = (race: string, bib: string) =>
	call<{ items: { id: string }[] }>('/events/day/participants', {
		key: api.ownerKey,
		json: { items: [{ race, wave: 'all', bib, name: `Person ${bib}` }] }
	});

describe('the event document', () => {
	test('says that a race is not timed only where it is so, and reads back the same', async () => {
		const answer = await put([aRace(), aWalk()]);
		const [run, walk] = answer.body.races;
		expect(run).not.toHaveProperty('timed');
		expect(walk).toMatchObject({ timed: false });
		const again = await call('/events/day', { method: 'PUT', key: api.ownerKey, json: answer.body });
		expect(again.headers.get('etag')).toBe(answer.headers.get('etag'));
	});

	test('a walk may be without any checkpoint, and a race may not', async () => {
		expect((await put([aWalk({ checkpoints: [] })])).status).toBe(200);
		expect((await put([aRace({ checkpoints: [] })], 'other')).status).toBe(422);
	});

	test('a walk has no finish, no split, no awards and no teams', async () => {
		const answer = await put([
			aWalk({
				checkpoints: [
					{ slug: 'half', kind: 'split' },
					{ slug: 'finish', kind: 'finish' }
				],
				awards: [{ name: 'First' }],
				teams: [{ count: 3, by: 'time' }]
			})
		]);
		expect(answer.status).toBe(422);
		expect(answer.body.errors?.map(({ pointer }) => pointer)).toEqual([
			'/races/0/checkpoints/0/kind',
			'/races/0/checkpoints/1/kind',
			'/races/0/awards',
			'/races/0/teams'
		]);
	});

	test('a race with published results stays timed', async () => {
		await put([aRace({ checkpoints: [{ slug: 'finish', kind: 'finish' }] })]);
		await call('/events/day/races/5k/publications', { key: api.ownerKey, json: { state: 'provisional' } });
		const answer = await put([aRace({ timed: false, checkpoints: [] })]);
		expect(answer).toMatchObject({
			status: 409,
			body: { type: expect.stringContaining('in-use') as string }
		});
	});
});

describe('a run and a walk', () => {
	beforeEach(async () => {
		await put([aRace({ waves: [{ slug: 'all', gunStart: '2018-06-10T10:00:00+03:00' }] }), aWalk()]);
		await enter('5k', '1');
		await enter('walk', '2');
	});

	const of = async (race: string, path: string) =>
		(await call(`/events/day/races/${race}/${path}`, { key: api.ownerKey })).status;
	const publish = async (race: string) =>
		(
			await call(`/events/day/races/${race}/publications`, {
				key: api.ownerKey,
				json: { state: 'provisional' }
			})
		).status;

	test('results and publications are there for the run, and there are none of the walk', async () => {
		for (const path of ['results', 'results.csv', 'results/1/explanation', 'publications'])
			expect.soft(await of('5k', path), path).toBe(200);
		for (const path of ['results', 'results.csv', 'results/2/explanation', 'publications', 'live'])
			expect.soft(await of('walk', path), path).toBe(404);
		expect(await publish('walk')).toBe(404);
		expect(await publish('5k')).toBe(201);
		const list = await call<{ items: { bib: string }[] }>('/events/day/races/5k/results', {
			key: api.ownerKey
		});
		expect(list.body.items.map(({ bib }) => bib)).toEqual(['1']);
	});

	test('who walks has a bib on the phones’ roster, and is expected nowhere', async () => {
		const { body } = await call<{ bibs: { bib: string; race: string }[] }>('/events/day/roster', {
			key: api.ownerKey
		});
		expect(body.bibs.map(({ bib, race }) => [bib, race])).toEqual([
			['1', '5k'],
			['2', 'walk']
		]);
		const progress = await call<{ onCourse: { race: string }[] }>('/events/day/progress', {
			key: api.ownerKey
		});
		expect(progress.body.onCourse.map(({ race }) => race)).not.toContain('walk');
	});

	test('the desk counts who walks, and asks for no start, phone or result of it', async () => {
		const facts = await eventFacts(api.app, 'day');
		if (!facts) throw new Error('there is no event');
		const day = raceDayIn(facts, api.app.now());
		expect(day.races.map(({ slug }) => slug)).toEqual(['5k']);
		expect(day.walks).toEqual([{ slug: 'walk', name: 'Walk', registered: 1 }]);
		const lines = new Map(
			(await preparationIn(api.app, { facts, races: day.races, hasBackup: true })).map(({ line, left }) => [
				line,
				left
			])
		);
		expect(lines.get('provisional')).toBe(1);
		expect(lines.get('guns')).toBe(0);
		const walker = facts.entries.find(({ participant }) => participant.bib === '2');
		const page = await deskParticipant(
			api.app,
			{ kind: 'owner-key' },
			{ event: 'day', id: walker?.participant.id ?? '' }
		);
		expect(page).toMatchObject({ ok: true, value: { result: null, reads: [] } });
	});

	test('nothing can be decided about a walk', async () => {
		const answer = await call('/events/day/rulings', {
			key: api.ownerKey,
			json: { type: 'wave-start', race: 'walk', wave: 'all', at: '2018-06-10T10:00:00+03:00', why: 'gun' }
		});
		expect(answer.status).toBe(404);
	});
});
