import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PassingAnswer } from '#lib/schemas/passing.ts';
import { loadPassings } from '#lib/server/passings/store/passingFacts.ts';
import { callerOfApi } from '../support/apiClient.ts';
import { anEvent } from '../support/eventDocuments.ts';
import { aPassing } from '../support/passings.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let call: ReturnType<typeof callerOfApi>;

beforeAll(async () => {
	api = await startApi();
	call = callerOfApi(api.url);
});
beforeEach(async () => {
	await api.reset();
	await call('/events/run', { method: 'PUT', key: api.ownerKey, json: anEvent() });
});
afterAll(() => api.close());

const post = <T = { items: PassingAnswer[] }>(
	items: unknown,
	{ key = api.ownerKey, device = 'finish-a' } = {}
) => call<T>('/events/run/passings', { key, json: { device, items } });
const statuses = (answer: { body: { items: PassingAnswer[] } }) =>
	answer.body.items.map(({ status }) => status);
const storedCount = async () =>
	Number((await api.app.database.pool.query('select count(*) from passing')).rows[0].count);

describe('POST /events/{slug}/passings', () => {
	test('answers each item in the order sent, and has them in the database by then', async () => {
		const items = [aPassing({ bib: '7' }), aPassing({ kind: 'tap' }), aPassing({ bib: '999' })];
		const answer = await post(items);
		expect(answer.status).toBe(200);
		expect(answer.body.items).toEqual(items.map(({ id }) => ({ id, status: 'stored', reason: null })));
		expect(await storedCount()).toBe(3);
	});

	test('the same id again is a duplicate and changes nothing, also in capitals', async () => {
		const item = aPassing({ bib: '7' });
		await post([item]);
		expect(statuses(await post([{ ...item, bib: '8' }]))).toEqual(['duplicate']);
		expect(statuses(await post([{ ...item, id: item.id.toUpperCase() }]))).toEqual(['duplicate']);
		const { rows } = await api.app.database.pool.query('select read from passing');
		expect(rows).toEqual([{ read: '7' }]);
	});

	test('an id twice in one request is stored once', async () => {
		const item = aPassing();
		expect(statuses(await post([item, item]))).toEqual(['stored', 'duplicate']);
	});

	test('many phones at once: each passing is stored by exactly one of the requests that hold it', async () => {
		const shared = aPassing();
		const answers = await Promise.all(Array.from({ length: 30 }, () => post([aPassing(), shared])));
		expect(answers.every(({ body }) => body.items[0]?.status === 'stored')).toBe(true);
		expect(answers.filter(({ body }) => body.items[1]?.status === 'stored')).toHaveLength(1);
		expect(await storedCount()).toBe(31);
	});

	test('a malformed item is rejected with what is wrong, and the others are stored', async () => {
		const answer = await post([
			aPassing(),
			{ ...aPassing(), at: 'noon' },
			{ ...aPassing(), checkpoint: 'moon' },
			{ ...aPassing(), colour: 'red' },
			{ ...aPassing(), bib: undefined },
			{ ...aPassing(), bib: 'a b' },
			'nonsense',
			{ ...aPassing(), id: 'x' },
			aPassing({ code: 'nul \u0000' }),
			aPassing()
		]);
		expect(answer.status).toBe(200);
		expect(statuses(answer)).toEqual(['stored', ...Array.from({ length: 8 }, () => 'rejected'), 'stored']);
		const rejected = answer.body.items.filter(({ status }) => status === 'rejected');
		expect(rejected.map(({ reason }) => reason)).toEqual([
			'malformed',
			'checkpoint-unknown',
			...Array.from({ length: 6 }, () => 'malformed')
		]);
		expect(rejected[2]?.message).toContain('unknown field "colour"');
		expect(await storedCount()).toBe(2);
	});

	test('2,000 passings are stored, 2,001 are too many and none of them is stored', async () => {
		const items = Array.from({ length: 2001 }, () => aPassing());
		const refused = await post<{ reason: string }>(items);
		expect(refused.status).toBe(413);
		expect(refused.body.reason).toBe('too-many-items');
		expect(await storedCount()).toBe(0);
		const answer = await post(items.slice(0, 2000));
		expect(answer.body.items.every(({ status }) => status === 'stored')).toBe(true);
		expect(await storedCount()).toBe(2000);
	});

	test('faults of the whole request are told with their pointers', async () => {
		const refused = await call('/events/run/passings', {
			key: api.ownerKey,
			json: { items: 'none', colour: 1 }
		});
		expect(refused.status).toBe(422);
		expect(refused.body.errors?.map(({ pointer }) => pointer).sort()).toEqual([
			'/colour',
			'/device',
			'/items'
		]);
	});

	test('an unknown event, a public caller and a key of another event are refused', async () => {
		const json = { device: 'finish-a', items: [aPassing()] };
		expect((await call('/events/nowhere/passings', { key: api.ownerKey, json })).body.reason).toBe(
			'event-unknown'
		);
		expect((await call('/events/run/passings', { json })).body.reason).toBe('not-signed-in');
		await call('/events/other', { method: 'PUT', key: api.ownerKey, json: anEvent() });
		const made = await call<{ key: string }>('/keys', {
			key: api.ownerKey,
			json: { name: 'other', event: 'other' }
		});
		expect((await call('/events/run/passings', { key: made.body.key, json })).body.reason).toBe('forbidden');
		expect((await call('/events/other/passings', { key: made.body.key, json })).status).toBe(200);
	});

	test('an organiser’s key makes the device on its first passing', async () => {
		await post([aPassing()], { device: 'reader.1' });
		await post([aPassing()], { device: 'reader.1' });
		const devices = await call<{ items: { name: string; passings: number }[] }>('/events/run/devices', {
			key: api.ownerKey
		});
		expect(devices.body.items).toMatchObject([{ name: 'reader.1', passings: 2, paired: false }]);
	});

	test('the code of a QR, lane and token are kept as read', async () => {
		const code = 'HTTPS://RUN.EXAMPLE.ORG/B/K7Q2M9XA4T';
		await post([{ ...aPassing({ code }), lane: 'left', token: 12, uncertaintyMs: 18, offsetMs: -210 }]);
		const { rows } = await api.app.database.pool.query(
			'select read, read_as, lane, token, uncertainty_ms, offset_ms, assigned from passing'
		);
		expect(rows).toEqual([
			{
				read: code,
				read_as: 'code',
				lane: 'left',
				token: 12,
				uncertainty_ms: 18,
				offset_ms: -210,
				assigned: true
			}
		]);
	});

	test('whatever was read comes back for the derivation as it was sent', async () => {
		const sent = [
			aPassing({ bib: 'F-3' }),
			aPassing({ bib: '7', uncertaintyMs: 18 }),
			aPassing({ code: 'не номер; a,b;"c"\n,' }),
			aPassing({ kind: 'tap', token: 0 }),
			aPassing({ kind: 'chute', bib: '8', lane: 'x,y;z', token: 31 }),
			aPassing({ kind: 'chip', tag: '7,8', offsetMs: -210, resolutionMs: 1000 }),
			aPassing({ kind: 'check-in', bib: '9' })
		];
		await post(sent.slice(0, 4));
		await post(sent.slice(4), { device: 'chute-b' });
		const { pool } = api.app.database;
		const { rows } = await pool.query('select event_id, max(arrival) as last from passing group by event_id');
		const loaded = await loadPassings(pool, {
			eventId: rows[0].event_id,
			from: 1,
			upTo: Number(rows[0].last)
		});
		const back = loaded.map(({ receivedMs: _, participantId: __, ...passing }) => passing);
		expect(back.sort((a, b) => a.seq - b.seq)).toEqual(
			sent.slice(0, -1).map(({ bib, code, tag, at, ...item }, index) => ({
				offsetMs: 0,
				uncertaintyMs: null,
				resolutionMs: 1,
				lane: null,
				token: null,
				...item,
				device: index < 4 ? 'finish-a' : 'chute-b',
				readAs: bib ? 'bib' : code ? 'code' : tag ? 'tag' : null,
				read: bib ?? code ?? tag ?? null,
				atMs: Date.parse(at),
				assigned: true
			}))
		);
	});

	test('arrivals are numbered in the order of the request', async () => {
		const items = Array.from({ length: 500 }, () => aPassing());
		await post(items);
		const { rows } = await api.app.database.pool.query('select id from passing order by arrival');
		expect(rows.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
	});

	test('any UUID is an id', async () => {
		const ids = [
			'00000000-0000-0000-0000-000000000000',
			'ffffffff-ffff-ffff-ffff-ffffffffffff',
			randomUUID()
		];
		expect(statuses(await post(ids.map((id) => aPassing({ id }))))).toEqual(['stored', 'stored', 'stored']);
	});
});
