import fs from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openDatabase, type Database } from '#lib/server/database/database.ts';
import { callerOfApi } from '../support/apiClient.ts';
import { DEAD_PORT } from '../support/freePort.ts';
import { aPassing } from '../support/passings.ts';
import { raceOn } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';
import { silent } from '../support/silentLog.ts';

let api: TestApi;
let up: Database;
let down: Database;

beforeAll(async () => {
	api = await startApi();
	up = api.app.database;
	const databaseUrl = `postgresql://postgres@127.0.0.1:${DEAD_PORT}/postgres`;
	down = await openDatabase({ databaseUrl, dataDir: '', log: silent });
	await raceOn(api).putEvent();
});
afterEach(() => {
	api.app.database = up;
	vi.restoreAllMocks();
});
afterAll(async () => {
	await down.close();
	await api.close();
});

const send = () =>
	callerOfApi(api.url)('/events/run/passings', {
		key: api.ownerKey,
		json: { device: 'finish-a', items: [aPassing()] }
	});

describe('a database that is down', () => {
	test('is 503 with Retry-After for reads and writes, whoever asks, and no half answer', async () => {
		api.app.database = down;
		const call = callerOfApi(api.url);
		const answers = [
			await call('/events'),
			await call('/events/run'),
			await call('/events', { key: 'somebody' }),
			await send(),
			await call('/pairings', { json: { code: 'ABCD-EFGH', event: 'run' } }),
			await call('/events/run/races/5k/results'),
			await call('/events/run/races/5k/live')
		];
		for (const { status, body, headers } of answers) {
			expect([status, body.reason]).toEqual([503, 'not-ready']);
			expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
		}
	});

	test('is told by /readyz, while the process is healthy and the clock goes on', async () => {
		api.app.database = down;
		const statuses = await Promise.all(
			['/readyz', '/healthz', '/api/v1/time'].map(async (path) => (await fetch(api.url + path)).status)
		);
		expect(statuses).toEqual([503, 200, 200]);
	});

	test('takes the same request when it is back', async () => {
		expect((await send()).status).toBe(200);
	});
});

describe('a full disk under the embedded database', () => {
	const leave = (megabytes: number) => {
		const actual = fs.statfsSync(api.app.env.DATA_DIR);
		vi.spyOn(fs, 'statfsSync').mockReturnValue({
			...actual,
			bavail: Math.floor((megabytes * 1024 * 1024) / actual.bsize)
		});
	};

	test.runIf(process.platform === 'linux')('is told by /readyz, with the room that is left', async () => {
		if (api.app.database.kind !== 'embedded') return expect(api.app.database.kind).toBe('server');
		leave(12);
		const ready = await fetch(`${api.url}/readyz`);
		expect([ready.status, ready.headers.has('retry-after')]).toEqual([503, true]);
		expect(((await ready.json()) as { message: string }).message).toMatch(
			/DATA_DIR is full: 1[12] MB are free/
		);
	});

	test('puts writes off and lets reads go on, until there is room', async () => {
		if (api.app.database.kind !== 'embedded') return expect(api.app.database.kind).toBe('server');
		leave(12);
		const refused = await send();
		expect([refused.status, refused.body.reason]).toEqual([503, 'not-ready']);
		expect((await callerOfApi(api.url)('/events')).status).toBe(200);
		leave(500);
		expect((await send()).status).toBe(200);
		expect((await fetch(`${api.url}/readyz`)).status).toBe(200);
	});
});
