/** An edit takes nothing away that somebody else has written since, or that something hangs on. */
import { describe, expect, test } from 'vitest';
import type { WrittenEventDocument } from '#lib/schemas/event/event.ts';
import type { Problem } from '#lib/schemas/base/problem.ts';
import { apiOfFile } from '../support/apiOfFile.ts';
import { anEvent, aRace } from '../support/eventDocuments.ts';

const { api, call } = apiOfFile();

const put = <T = WrittenEventDocument>(document: unknown, headers: Record<string, string> = {}) =>
	call<T>('/events/run', { method: 'PUT', key: api.ownerKey, json: document, headers });
const putRefused = (document: unknown, headers: Record<string, string> = {}) =>
	put<Problem>(document, headers);
const read = () => call<WrittenEventDocument>('/events/run?as=document');
const GUN = '2018-06-10T10:00:00.000+03:00';
const started = (gunStart: string | null | undefined) =>
	anEvent({ races: [aRace({ waves: [{ slug: 'all', gunStart }] })] });

describe('an event that was edited since it was read', () => {
	test('needs If-Match: the old ETag is 412, the new one goes', async () => {
		const first = await put(anEvent());
		const second = await put(anEvent({ name: 'Renamed' }));
		const etag = (answer: typeof first) => ({ 'If-Match': answer.headers.get('etag') ?? '' });
		const refused = await putRefused(anEvent({ name: 'Third' }), etag(first));
		expect([refused.status, refused.body.reason]).toEqual([412, 'edited-since']);
		expect((await read()).body.name).toBe('Renamed');
		expect((await put(anEvent({ name: 'Third' }), etag(second))).status).toBe(200);
	});

	test('is not overwritten without If-Match when the last edit was somebody else’s', async () => {
		await put(anEvent());
		const made = await call<{ key: string }>('/keys', {
			key: api.ownerKey,
			json: { name: 'program', role: 'organiser', event: 'run' }
		});
		await put(anEvent({ name: 'Edited by the owner' }));
		const byProgram = { method: 'PUT', key: made.body.key };
		const refused = await call('/events/run', { ...byProgram, json: anEvent({ name: 'Stale' }) });
		expect(refused.body.reason).toBe('edited-since');
		expect((await put(anEvent({ name: 'Edited again' }))).status).toBe(200);
	});

	test('a start that somebody else ruled is not taken back by a document read before', async () => {
		await put(anEvent());
		const made = await call<{ key: string }>('/keys', {
			key: api.ownerKey,
			json: { name: 'program', role: 'organiser', event: 'run' }
		});
		await call('/events/run', { method: 'PUT', key: made.body.key, json: started(GUN) });
		expect((await putRefused(started(null))).body.reason).toBe('edited-since');
	});
});

describe('what something hangs on cannot be taken out', () => {
	const two = () =>
		anEvent({ races: [aRace({ waves: [{ slug: 'all' }, { slug: 'late' }] }), aRace({ slug: '1k' })] });

	test('a race or wave with participants is 409, one without may go', async () => {
		await put(two());
		await call('/events/run/participants', {
			key: api.ownerKey,
			json: { items: [{ race: '5k', wave: 'late', bib: '7', name: 'Ana' }] }
		});
		const withoutRace = await putRefused(anEvent({ races: [aRace({ slug: '1k' })] }));
		expect([withoutRace.status, withoutRace.body.reason]).toEqual([409, 'in-use']);
		expect(withoutRace.body.message).toContain('race 5k has 1 participants');
		expect((await putRefused(anEvent({ races: [aRace(), aRace({ slug: '1k' })] }))).body.message).toContain(
			'wave 5k/late'
		);
		expect((await read()).body.races).toHaveLength(2);
		expect((await put({ ...two(), races: two().races.slice(0, 1) })).status).toBe(200);
	});

	test('a checkpoint with passings is 409', async () => {
		await put(anEvent());
		const { prisma } = api.app.database;
		const { id: eventId } = await prisma.event.findUniqueOrThrow({ where: { slug: 'run' } });
		const device = await prisma.device.create({ data: { eventId, name: 'start-a' } });
		await prisma.passing.create({
			data: {
				eventId,
				id: '01920000-0000-7000-8000-000000000001',
				deviceId: device.id,
				seq: 1,
				checkpoint: 'start',
				kind: 'tap',
				atMs: 0,
				receivedMs: 0
			}
		});
		const refused = await putRefused(
			anEvent({ races: [aRace({ checkpoints: [{ slug: 'finish', kind: 'finish' }] })] })
		);
		expect(refused.body.message).toBe('checkpoint 5k/start has 1 passings and cannot be taken out');
	});
});

describe('ages of who may register for a race', () => {
	const race = (ages: object) => anEvent({ races: [aRace(ages)] });
	const read = async () => (await call<{ races: object[] }>('/events/run?as=document')).body.races[0];

	test('stay where a document leaves them out, go with null, and are not shown where there are none', async () => {
		await put(race({}));
		expect(await read()).not.toHaveProperty('ageFrom');
		await put(race({ ageFrom: 6, ageTo: 12 }));
		await put(race({}));
		expect(await read()).toMatchObject({ ageFrom: 6, ageTo: 12 });
		await put(race({ ageFrom: null }));
		expect(await read()).not.toHaveProperty('ageFrom');
		expect(await read()).toMatchObject({ ageTo: 12 });
	});

	test('and bibs of its own stay as well, and go with null', async () => {
		await put(race({ bibs: { from: 1, to: 99 } }));
		await put(race({}));
		expect(await read()).toMatchObject({ bibs: { from: 1, to: 99 } });
		await put(race({ bibs: null }));
		expect(await read()).toMatchObject({ bibs: null });
	});

	test('that end before they begin are refused', async () => {
		const refused = await putRefused(race({ ageFrom: 12, ageTo: 6 }));
		expect(refused.body.errors).toEqual([
			{ pointer: '/races/0/ageTo', message: 'must be at least ageFrom (12)', value: 6 }
		]);
	});
});
