import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { flushOwnerKeyUses } from '#lib/server/access/ownerKeyUse.ts';
import { callerOfApi } from '../support/apiClient.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let call: ReturnType<typeof callerOfApi>;

beforeAll(async () => {
	api = await startApi();
	call = callerOfApi(api.url);
});
beforeEach(() => api.reset());
afterAll(() => api.close());

describe('every refusal is a problem detail with a reason', () => {
	test('an address that the API does not have is 404', async () => {
		const answer = await call('/nowhere');
		expect(answer.status).toBe(404);
		expect(answer.headers.get('content-type')).toContain('application/problem+json');
		expect(answer.body).toMatchObject({ status: 404, reason: 'not-found' });
	});

	test('a token that names nobody is 401, also on a public read', async () => {
		const answer = await call('/nowhere', { key: 'nobody' });
		expect(answer.status).toBe(401);
		expect(answer.headers.get('www-authenticate')).toBe('Bearer');
		expect(answer.body.reason).toBe('token-unknown');
	});

	test('the owner key with one letter changed names nobody', async () => {
		const answer = await call('/nowhere', { key: api.ownerKey.replace(/.$/, 'x') });
		expect(answer.body.reason).toBe('token-unknown');
	});

	test('the clock does not look at tokens: that would take a database', async () => {
		expect((await call('/time', { key: 'nobody' })).status).toBe(200);
	});

	test('an Authorization header of another kind is refused, not ignored', async () => {
		const answer = await call('/nowhere', { headers: { Authorization: 'Basic b3duZXI6b3duZXI=' } });
		expect(answer.status).toBe(401);
	});
});

describe('GET /healthz, /readyz, /metrics', () => {
	const get = (path: string, headers: Record<string, string> = {}) => fetch(`${api.url}${path}`, { headers });

	test('the process is healthy and the database ready', async () => {
		expect((await get('/healthz')).status).toBe(200);
		const ready = await get('/readyz');
		expect([ready.status, await ready.json()]).toEqual([
			200,
			{ status: 'ready', database: api.app.database.kind }
		]);
	});

	test('metrics are for this machine; behind a proxy they need the token', async () => {
		await call('/nowhere');
		const metrics = await get('/metrics');
		expect(await metrics.text()).toMatch(/http_requests_total\{area="api",method="GET",status="4xx"\} \d/);
		expect((await get('/metrics', { 'X-Forwarded-For': '203.0.113.7' })).status).toBe(403);
	});
});

describe('metrics where a proxy is trusted', () => {
	test('only the token counts, whatever a request says of its way', async () => {
		const METRICS_TOKEN = 'token-of-the-monitoring';
		const behind = await startApi({ env: { TRUST_PROXY: '1', METRICS_TOKEN } });
		const status = async (headers: Record<string, string> = {}) =>
			(await fetch(`${behind.url}/metrics`, { headers })).status;
		expect(await status()).toBe(403);
		expect(await status({ 'X-Forwarded-For': '127.0.0.1' })).toBe(403);
		expect(await status({ Authorization: `Bearer ${METRICS_TOKEN}` })).toBe(200);
		await behind.close();
	});
});

describe('the owner key', () => {
	test('every use is in the audit, reads too, without the query', async () => {
		await call('/events?name=Canary', { key: api.ownerKey });
		await call('/events', { key: api.ownerKey });
		await flushOwnerKeyUses(api.app);
		const entries = await api.app.database.prisma.auditEntry.findMany();
		expect(entries).toMatchObject([
			{ actor: 'owner-key', action: 'owner-key-used', subject: 'GET /events', details: { count: 2 } }
		]);
		expect(entries).toHaveLength(1);
	});
});

describe('how often one may call', () => {
	test('the 61st public write in a minute is 429 with Retry-After, and reads go on', async () => {
		const write = () => call('/pairings', { json: { code: 'x' } });
		const answers = await Promise.all(Array.from({ length: 60 }, write));
		expect(answers.every(({ status }) => status !== 429)).toBe(true);
		const last = await write();
		expect([last.status, last.body.reason]).toEqual([429, 'too-many-requests']);
		expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
		expect((await call('/events')).status).toBe(200);
		expect((await call('/events', { key: api.ownerKey })).status).toBe(200);
	});

	test('an owner’s program that calls 200 times in a second is not limited', async () => {
		const statuses = await Promise.all(
			Array.from({ length: 200 }, async () => (await call('/time', { key: api.ownerKey })).status)
		);
		expect(new Set(statuses)).toEqual(new Set([200]));
	});
});
