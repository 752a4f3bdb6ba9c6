import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Paired } from '#lib/schemas/pairing.ts';
import type { CourseProgress } from '#lib/schemas/progress.ts';
import { overview } from '#lib/server/desk/overview.ts';
import { anEvent, aRace } from '../support/eventDocuments.ts';
import { after, clock, GUN, GUN_MS, raceOn } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let race: ReturnType<typeof raceOn>;
let phone: Paired;

beforeAll(async () => {
	api = await startApi();
});
beforeEach(async () => {
	await api.reset();
	api.setNow(GUN_MS);
	race = raceOn(api);
	await race.putEvent();
	await race.register([{ bib: '1', name: 'Hidden Name', visibility: 'hidden' }, { bib: '2' }, { bib: '3' }]);
	phone = await race.pair({ checkpoint: 'finish', role: 'spotter' });
});
afterEach(() => api.setNow(null));
afterAll(() => api.close());

const progress = (options: object = {}) =>
	race.call<CourseProgress & { reason?: string }>('/events/run/progress', { key: phone.token, ...options });

describe('GET /events/{slug}/progress', () => {
	test('lists who passed the last checkpoint and is not in, by number and never by name, the nearest first', async () => {
		await race.send([
			{ bib: '1', checkpoint: 'km-2-5', at: after(clock('12:00')) },
			{ bib: '2', checkpoint: 'km-2-5', at: after(clock('10:00')) },
			{ bib: '3', checkpoint: 'km-2-5', at: after(clock('11:00')) }
		]);
		await race.finish({ 3: '22:00' });
		const { status, body } = await progress();
		expect(status).toBe(200);
		expect(body.onCourse).toEqual([
			{
				bib: '2',
				race: '5k',
				seenAt: 'km-2-5',
				seenMs: GUN_MS + clock('10:00'),
				next: 'finish',
				expectedMs: GUN_MS + clock('20:00'),
				overdueMs: GUN_MS + clock('25:00')
			},
			expect.objectContaining({ bib: '1', overdueMs: GUN_MS + clock('30:00') })
		]);
		expect(JSON.stringify(body)).not.toContain('Name');
	});

	test('a finish of 120 without start reads says that four were never seen, on every screen alike', async () => {
		const bibs = Array.from({ length: 120 }, (_, n) => String(101 + n));
		const missing = ['117', '150', '151', '220'];
		await race.putEvent(
			anEvent({
				races: [
					aRace({
						waves: [{ slug: 'all', gunStart: GUN }],
						checkpoints: [{ slug: 'finish', kind: 'finish', minTimeMs: 600_000 }]
					})
				]
			})
		);
		await race.register(bibs.map((bib) => ({ bib })));
		for (const bib of ['1', '2', '3']) await race.rule({ type: 'dns', race: '5k', bib, why: 'not there' });
		const finished = bibs.filter((bib) => !missing.includes(bib));
		await race.finish(Object.fromEntries(finished.map((bib, n) => [bib, `${20 + Math.floor(n / 6)}:00`])));

		expect((await progress()).body.neverSeen).toBe(4);
		const desk = await overview(api.app, { kind: 'owner-key' }, { event: 'run' });
		expect(desk.ok && desk.value.races[0]?.counts).toMatchObject({ finished: 116, neverSeen: 4 });
		const unseen = (await race.results('?pageSize=200')).items.filter(({ status }) => status === 'not-seen');
		expect(unseen.map(({ bib }) => bib).sort()).toEqual(missing);
		expect((await race.publish({ state: 'official' })).status).toBe(409);
		expect((await race.publish({ state: 'official', ruleRemaining: true })).status).toBe(201);
		const ruled = (await race.results('?pageSize=200')).items.filter(({ status }) => status !== 'finished');
		expect(ruled.map(({ bib }) => bib)).toEqual(expect.arrayContaining(missing));
		expect((await progress()).body.neverSeen).toBe(0);
	});

	test('unchanged it is a 304; one more read makes it new', async () => {
		await race.send([{ bib: '1', checkpoint: 'km-2-5', at: after(clock('12:00')) }]);
		const first = await progress();
		const etag = first.headers.get('etag') ?? '';
		expect((await progress({ headers: { 'If-None-Match': etag } })).status).toBe(304);
		await race.finish({ 1: '24:00' });
		const later = await progress({ headers: { 'If-None-Match': etag } });
		expect([later.status, later.body.onCourse]).toEqual([200, []]);
	});

	test('is for phones of the event that are not revoked, and for its organisers', async () => {
		expect((await race.call('/events/run/progress')).status).toBe(401);
		expect((await progress({ key: api.ownerKey })).status).toBe(200);
		await race.organise(`/devices/${phone.device}/token`, { method: 'DELETE' });
		expect([401, 403]).toContain((await progress()).status);
	});
});
