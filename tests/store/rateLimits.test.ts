/** The counts that several servers share, on either database. */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { App } from '#lib/server/app.ts';
import { ACTS } from '#lib/server/limits/acts.ts';
import { limitAct } from '#lib/server/limits/limitAct.ts';
import { pruneRateLimits } from '#lib/server/limits/store/rateLimits.ts';
import { truncateAll } from '../support/database.ts';
import { DEAD_PORT } from '../support/freePort.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

const ADDRESS = '192.0.2.44';
const ACCOUNT = 'Owner@example.org';
const { tries } = ACTS['sign-in'].address;

let fixture: TestApp;
beforeAll(async () => {
	fixture = await testApp({
		nowMs: 0,
		env: { AUTH_SECRET: 'one secret for all servers of a database' }
	});
});
beforeEach(() => truncateAll(fixture.app.database));
afterAll(() => fixture.close());

/** Memory hangs on the application, so each is another server on the database. */
const aServer = (): App => ({
	...fixture.app,
	state: new Map(),
	database: { ...fixture.app.database, kind: 'server' }
});
const signIn = (app: App, address = ADDRESS) => limitAct(app, 'sign-in', { address, account: ACCOUNT });
const rows = async () =>
	(await fixture.app.database.pool.query<{ key: string; points: number }>('select * from rate_limit')).rows;

test('servers of one database count together', async () => {
	const servers = [aServer(), aServer()];
	for (let i = 0; i < tries; i++) expect((await signIn(servers[i % 2] ?? aServer())).ok).toBe(true);
	for (const app of [...servers, aServer()]) {
		const refused = await signIn(app);
		expect(refused.ok).toBe(false);
		if (!refused.ok) expect(refused.error.waitS).toBeGreaterThan(0);
	}
	expect((await signIn(aServer(), '192.0.2.45')).ok).toBe(true);
});

test('of many tries at once no more than the limit go on', async () => {
	const servers = [aServer(), aServer(), aServer()];
	const answers = await Promise.all(
		Array.from({ length: 3 * tries }, (_, i) => signIn(servers[i % 3] ?? aServer()))
	);
	expect(answers.filter(({ ok }) => ok)).toHaveLength(tries);
});

test('a right one is taken back for all of them', async () => {
	for (let i = 0; i < 3 * tries; i++) {
		const tried = await signIn(aServer());
		if (tried.ok) await tried.value.forgive();
	}
	expect((await signIn(aServer())).ok).toBe(true);
	expect((await rows()).map(({ points }) => points)).toEqual([1, 1]);
});

test('no address and no mail address lies in the table', async () => {
	await signIn(aServer());
	const stored = JSON.stringify(await rows());
	expect(await rows()).toHaveLength(2);
	for (const told of [ADDRESS, 'owner', 'example.org']) expect(stored.toLowerCase()).not.toContain(told);
});

test('what no longer counts is taken out, what counts stays', async () => {
	await fixture.app.database.pool.query(`insert into rate_limit values ('over', 3, $1)`, [Date.now() - 1]);
	await signIn(aServer());
	await expect.poll(async () => (await rows()).map(({ key }) => key)).not.toContain('over');
	await pruneRateLimits(fixture.app.database.pool, Date.now());
	expect(await rows()).toHaveLength(2);
	await pruneRateLimits(fixture.app.database.pool, Date.now() + 300_000);
	expect(await rows()).toEqual([]);
});

test('while the database is away each server goes on counting by itself', async () => {
	const pool = new pg.Pool({ host: '127.0.0.1', port: DEAD_PORT, user: 'nobody' });
	const app: App = {
		...fixture.app,
		state: new Map(),
		database: { ...fixture.app.database, kind: 'server', pool }
	};
	for (let i = 0; i < tries; i++) {
		const tried = await signIn(app);
		expect(tried.ok).toBe(true);
		if (tried.ok && i === 0) {
			await tried.value.forgive();
			expect((await signIn(app)).ok).toBe(true);
		}
	}
	expect((await signIn(app)).ok).toBe(false);
	await pool.end();
});
