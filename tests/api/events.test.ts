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

describe('PUT /events/{slug}', () => {
	test('answers with the stored document, which GET returns too', async () => {
		const made = await put(anEvent());
		expect(made.status).toBe(200);
		expect(made.body).toMatchObject(anEvent());
		const again = await read();
		expect(again.body).toEqual(made.body);
		expect(again.headers.get('etag')).toBe(made.headers.get('etag'));
	});

	test('the stored document put again changes nothing', async () => {
		const made = await put(anEvent());
		const again = await put(made.body);
		expect(again.headers.get('etag')).toBe(made.headers.get('etag'));
	});

	test('a document with three faults is answered with all three and their pointers, and nothing is stored', async () => {
		const refused = await putRefused({
			...anEvent({ races: [aRace({ distanceM: -5 })] }),
			timeZone: 'Mars/Olympus',
			colour: 'blue'
		});
		expect(refused.status).toBe(422);
		expect(refused.body.reason).toBe('invalid-document');
		expect(refused.body.errors?.map(({ pointer }) => pointer).sort()).toEqual([
			'/colour',
			'/races/0/distanceM',
			'/timeZone'
		]);
		expect((await read()).status).toBe(404);
	});

	test('an unknown field is refused by name', async () => {
		const refused = await putRefused({ ...anEvent(), colour: 'blue' });
		expect(refused.body).toMatchObject({
			reason: 'unknown-field',
			errors: [{ pointer: '/colour', message: 'unknown field "colour"' }]
		});
	});

	test('without a key it is 401, and with a key of another event 403', async () => {
		expect((await call('/events/run', { method: 'PUT', json: anEvent() })).body.reason).toBe('not-signed-in');
		await put(anEvent());
		const key = await call<{ key: string }>('/keys', {
			key: api.ownerKey,
			json: { name: 'program', role: 'organiser', event: 'run' }
		});
		const other = await call('/events/other', { method: 'PUT', key: key.body.key, json: anEvent() });
		expect([other.status, other.body.reason]).toEqual([403, 'forbidden']);
	});

	test('more than 5 MB of JSON is 413', async () => {
		const refused = await putRefused({ ...anEvent(), place: 'x'.repeat(6_000_000) });
		expect([refused.status, refused.body.reason]).toEqual([413, 'too-large']);
	});

	test('what is not JSON, not UTF-8 or not declared as JSON is refused as such', async () => {
		const raw = (body: string | Uint8Array<ArrayBuffer>, type: string) =>
			call('/events/run', { method: 'PUT', key: api.ownerKey, raw: body, headers: { 'Content-Type': type } });
		expect((await raw('{"name":', 'application/json')).body.reason).toBe('invalid-json');
		expect((await raw(Uint8Array.from([0x7b, 0xcf, 0x7d]), 'application/json')).body.reason).toBe(
			'unsupported-charset'
		);
		expect((await raw('name=x', 'application/x-www-form-urlencoded')).body.reason).toBe(
			'unsupported-media-type'
		);
	});

	test('a slug that cannot stand in an address is refused', async () => {
		const refused = await call('/events/Run!', { method: 'PUT', key: api.ownerKey, json: anEvent() });
		expect(refused.status).toBe(422);
		expect(refused.body.message).toContain('slug');
	});

	test('two that make the same event at once both get an answer, and there is one event', async () => {
		const answers = await Promise.all([put(anEvent()), put(anEvent())]);
		expect(answers.map(({ status }) => status)).toEqual([200, 200]);
		expect((await call<{ items: unknown[] }>('/events')).body.items).toHaveLength(1);
	});
});

describe('the gun in the event document', () => {
	const rulings = () => api.app.database.prisma.ruling.findMany({ orderBy: { seq: 'asc' } });

	test('one that differs from the gun in force is recorded as a ruling by the caller', async () => {
		await put(anEvent());
		expect((await put(started(GUN))).body.races[0]?.waves[0]?.gunStart).toBe(GUN);
		expect(await rulings()).toMatchObject([
			{ type: 'wave-start', by: 'owner-key', valueMs: BigInt(Date.parse(GUN)) }
		]);
	});

	test('the same instant in another offset is no new ruling', async () => {
		await put(started(GUN));
		await put(started('2018-06-10T07:00:00Z'));
		expect(await rulings()).toHaveLength(1);
	});

	test('one that is left out stays; null takes the start back', async () => {
		await put(started(GUN));
		expect((await put(started(undefined))).body.races[0]?.waves[0]?.gunStart).toBe(GUN);
		expect((await put(started(null))).body.races[0]?.waves[0]?.gunStart).toBeNull();
		expect(await rulings()).toHaveLength(2);
	});

	test('a revoked start gives way to the one before', async () => {
		await put(started(GUN));
		await put(started('2018-06-10T10:05:00.000+03:00'));
		const [, second] = await rulings();
		await api.app.database.prisma.ruling.create({
			data: {
				eventId: second?.eventId ?? '',
				type: 'revoke',
				revokesId: second?.id,
				by: 'owner-key',
				atMs: 0
			}
		});
		expect((await read()).body.races[0]?.waves[0]?.gunStart).toBe(GUN);
	});
});

describe('GET /events', () => {
	test('lists the events for everybody', async () => {
		await put(anEvent());
		expect((await call<{ items: unknown[] }>('/events')).body.items).toMatchObject([
			{ slug: 'run', name: '5 km against trafficking', date: '2018-06-10' }
		]);
	});

	test('an unchanged event is 304', async () => {
		const made = await put(anEvent());
		const headers = { 'If-None-Match': made.headers.get('etag') ?? '' };
		expect((await call('/events/run?as=document', { headers })).status).toBe(304);
	});

	test('another value of `as` is refused by name', async () => {
		const refused = await call('/events/run?as=pdf');
		expect([refused.status, refused.body.reason]).toEqual([400, 'invalid-request']);
	});

	test('a known path with another method is 405 and says which it takes', async () => {
		const refused = await call('/events/run', { method: 'DELETE', key: api.ownerKey });
		expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, PUT']);
	});
});
