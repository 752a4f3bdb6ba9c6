/** Whatever is sent, the answer is a quick 4xx in clear words, and the server goes on answering others meanwhile. */
import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '#lib/server/api/openapi/openapi.ts';
import { callerOfApi } from '../support/apiClient.ts';
import { ATTACKS, many } from '../support/attackBodies.ts';
import { anEvent } from '../support/eventDocuments.ts';
import { busyAgainstIdle } from '../support/heldUp.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let call: ReturnType<typeof callerOfApi>;

beforeAll(async () => {
	api = await startApi({ env: { TRUST_PROXY: '1' } });
	call = callerOfApi(api.url);
	await call('/events/run', { method: 'PUT', key: api.ownerKey, json: anEvent() });
});
afterAll(() => api.close());

let strangers = 0;
/** Each is another address, so that no limit answers in place of a bound. */
const stranger = () => ({ 'X-Forwarded-For': `203.0.113.${strangers++ % 250}` });
const JSON_TYPE = { 'Content-Type': 'application/json' };

describe('a stranger’s body is bounded before anything is made of it', () => {
	for (const [name, { raw, headers, expected }] of Object.entries(ATTACKS))
		test(`${name}: ${expected.join(' ')}`, async () => {
			const answer = await call('/pairings', { raw, headers: { ...JSON_TYPE, ...stranger(), ...headers } });
			expect([answer.status, answer.body.reason]).toEqual(expected);
			expect(JSON.stringify(answer.body).length).toBeLessThan(2_000);
		});

	test('none of them holds up others', async () => {
		const bodies = Object.values(ATTACKS).map(({ raw, headers }) => ({
			url: `${api.url}/api/v1/pairings`,
			headers: { ...JSON_TYPE, ...headers },
			body: raw
		}));
		const { idle, busy } = await busyAgainstIdle(`${api.url}/healthz`, bodies);
		expect(busy.median).toBeLessThanOrEqual(10 * idle.median);
	});

	test('what Content-Length announces is refused at once, and a body without a length while it comes', async () => {
		const status = (headers: Record<string, string | number>, chunks: Buffer[]) =>
			new Promise<number | undefined>((resolve, reject) => {
				const sent = request(`${api.url}/api/v1/pairings`, {
					method: 'POST',
					headers: { ...JSON_TYPE, ...stranger(), ...headers }
				});
				sent.once('response', (response) => {
					resolve(response.statusCode);
					sent.destroy();
				});
				sent.on('error', reject);
				for (const chunk of chunks) sent.write(chunk);
			});
		expect(await status({ 'Content-Length': 1_000_000_000 }, [Buffer.from('{')])).toBe(413);
		expect(
			await status(
				{},
				Array.from({ length: 10 }, () => Buffer.alloc(10_000, '['))
			)
		).toBe(413);
	});

	test('a sender who leaves in the middle, or lies about the length, takes nobody along', async () => {
		const { port } = new URL(api.url);
		for (const length of ['50', '-1', 'many', '5, 6']) {
			const socket = connect(Number(port), '127.0.0.1');
			socket.on('error', () => undefined);
			socket.write(
				`POST /api/v1/pairings HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n{"code"`
			);
			socket.end();
			await new Promise((closed) => socket.once('close', closed).resume());
		}
		expect((await fetch(`${api.url}/healthz`)).status).toBe(200);
	});
});

describe('a body of whoever has a key is bounded too', () => {
	const PARTICIPANTS = '/events/run/participants';
	const sent = (raw: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => ({
		key: api.ownerKey,
		raw,
		headers: { ...JSON_TYPE, ...headers }
	});

	test('600,000 empty items are too many, 560,000 unknown keys no document', async () => {
		const items = await call(PARTICIPANTS, sent(`{"items":[${many(600_000, () => '[]')}]}`));
		expect([items.status, items.body.reason]).toEqual([413, 'too-many-items']);
		const keys = await call(PARTICIPANTS, sent(`{${many(300_000, (i) => `"k${i}":1`)}}`));
		expect([keys.status, keys.body.reason]).toEqual([422, 'invalid-document']);
	});

	test('at most 50 faults are told, and no name at length', async () => {
		const items = Array.from({ length: 190 }, (_, i) => ({ [`${i}`.repeat(1000)]: i }));
		const answer = await call('/events/run', {
			method: 'PUT',
			key: api.ownerKey,
			json: { ...anEvent(), races: items.slice(0, 50) }
		});
		expect(answer.status).toBe(422);
		expect(answer.body.errors).toHaveLength(50);
		expect(answer.body.message).toContain('50 faults or more');
		const unknown = await call('/events/run', {
			method: 'PUT',
			key: api.ownerKey,
			json: Object.assign({}, anEvent(), ...items)
		});
		expect(unknown.body.reason).toBe('unknown-field');
		expect(unknown.body.errors).toHaveLength(50);
		expect(JSON.stringify(unknown.body).length).toBeLessThan(20_000);
	});

	test('lists at their bounds, each item faulty, do not hold up others', async () => {
		const faulty = `{"items":[${many(20_000, (i) => `{"name":${i},"a":1,"b":2,"sex":"?","age":"x"}`)}]}`;
		const headers = { ...JSON_TYPE, Authorization: `Bearer ${api.ownerKey}` };
		const url = `${api.url}/api/v1${PARTICIPANTS}`;
		const bomb = Uint8Array.from(gzipSync(Buffer.alloc(100_000_000, '[')));
		const { idle, busy } = await busyAgainstIdle(`${api.url}/healthz`, [
			{ url, headers, body: `{"items":[${many(600_000, () => '[]')}]}` },
			{ url, headers: { ...headers, 'Content-Encoding': 'gzip' }, body: bomb },
			{ url, headers, body: faulty }
		]);
		expect(busy.median).toBeLessThanOrEqual(10 * idle.median);
	});

	test('a CSV of 100,000 columns, of a row without an end or of a million rows is no list', async () => {
		const csv = async (raw: string) => {
			const answer = await call(PARTICIPANTS, sent(raw, { 'Content-Type': 'text/csv' }));
			expect(JSON.stringify(answer.body).length).toBeLessThan(10_000);
			return [answer.status, answer.body.reason];
		};
		expect(await csv(`name,${many(100_000, (i) => `c${i}`)}\nAna\n`)).toEqual([422, 'invalid-csv']);
		expect(await csv(`name,${many(300, (i) => `c${i}`)}\nAna\n`)).toEqual([422, 'invalid-csv']);
		expect(await csv(`name\n"${'Ana\n'.repeat(500_000)}`)).toEqual([422, 'invalid-csv']);
		expect(await csv(`name\n${'A\n'.repeat(1_000_000)}`)).toEqual([413, 'too-many-items']);
	});
});

describe('an address is bounded', () => {
	test('long paths, long queries and many parameters are 400, told in few words', async () => {
		for (const path of [
			`/events/${'x'.repeat(5_000)}`,
			`/${'x/'.repeat(4_000)}`,
			`/events/run?as=${'x'.repeat(5_000)}`,
			`/events/run?${many(500, (i) => `k${i}=1`).replaceAll(',', '&')}`
		]) {
			const answer = await call(path);
			expect([answer.status, answer.body.reason]).toEqual([400, 'invalid-request']);
			expect(JSON.stringify(answer.body).length).toBeLessThan(1_000);
		}
	});

	test('an unserved path is not told at length', async () => {
		const answer = await call(`/${'x'.repeat(900)}`);
		expect(answer.status).toBe(404);
		expect(answer.body.message.length).toBeLessThan(300);
	});

	test('a read takes no body', async () => {
		const status = await new Promise((resolve, reject) => {
			const sent = request(
				`${api.url}/api/v1/events`,
				{ headers: { ...JSON_TYPE, 'Content-Length': 2 } },
				(response) => resolve(response.resume().statusCode)
			);
			sent.on('error', reject);
			sent.end('{}');
		});
		expect(status).toBe(400);
	});
});

describe('the order at the door', () => {
	test('whoever may not call is refused before a byte of the body is looked at', async () => {
		const bomb = { raw: '['.repeat(2_000_000), headers: JSON_TYPE };
		expect((await call('/events/run/passings', bomb)).body.reason).toBe('not-signed-in');
		expect((await call('/keys', { ...bomb, key: 'nobody' })).body.reason).toBe('token-unknown');
	});

	test('a stranger’s limit comes before the body', async () => {
		const headers = { ...JSON_TYPE, 'X-Forwarded-For': '198.51.100.7' };
		const answers = [];
		for (let i = 0; i < 61; i++) answers.push(await call('/pairings', { raw: 'no JSON', headers }));
		expect(answers.at(0)?.status).toBe(400);
		expect(answers.at(-1)?.status).toBe(429);
	});
});

describe('the bounds stand in the description', () => {
	test('each operation tells its own, and each body says them in words', async () => {
		const { paths } = (await call<OpenApiDocument>('/openapi.json')).body;
		const operations = Object.values(paths).flatMap((byMethod) => Object.values(byMethod));
		for (const operation of operations) {
			expect(operation['x-bounds']).toHaveProperty('address.queryKeys');
			if (!operation.requestBody) continue;
			expect(operation['x-bounds']).toHaveProperty('json.bytes');
			expect((operation.requestBody as { description: string }).description).toMatch(/^At most \d+ [kM]B/);
		}
		expect(paths['/events/{slug}/participants']?.post?.['x-bounds']).toMatchObject({
			json: { items: 20_000 },
			csv: { rows: 50_000 }
		});
	});
});
