import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DatabaseUnavailable, openDatabase, type Database } from '#lib/server/database/database.ts';
import { identityOf } from '#lib/server/database/embedded/processIdentity.ts';
import { copiedDataFolder } from '../../support/database.ts';
import { silent } from '../../support/silentLog.ts';
import { startServerProcess } from './startServerProcess.ts';

let dataDir: string;
beforeEach(async () => {
	dataDir = await copiedDataFolder();
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const open = (folder = dataDir): Promise<Database> => openDatabase({ dataDir: folder, log: silent });
const lock = (content: object): void => writeFileSync(join(dataDir, 'lock'), JSON.stringify(content));
const opensAndCloses = async (folder = dataDir): Promise<void> => {
	const db = await open(folder);
	expect((await db.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
	await db.close();
	expect(readdirSync(folder)).toEqual(['postgres']);
};

test('a second process is refused with the number of the first, which goes on', async () => {
	const db = await open();
	const second = startServerProcess(dataDir);
	expect(await second.says('refused')).toContain(`in use by process ${process.pid}`);
	expect(await second.ended).toBe(1);
	expect((await db.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
	await db.close();
});

test('a second process is refused while the first still creates the database', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'awareness-test-'));
	const first = startServerProcess(folder, { task: 'stop' });
	await first.says('Creating the database');
	// Held up, or on a busy machine it might be done before the second has looked.
	first.child.kill('SIGSTOP');
	const refusal = await open(folder).catch((error: unknown) => error);
	expect(first.lines).not.toContain('open');
	expect(refusal).toBeInstanceOf(DatabaseUnavailable);
	expect(String(refusal)).toContain(`in use by process ${first.child.pid}`);
	first.child.kill('SIGCONT');
	await first.says('open');
	expect(await first.ended).toBe(0);
	await opensAndCloses(folder);
	await rm(folder, { recursive: true });
});

test('killed while it creates the database, the next start creates it', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'awareness-test-'));
	// Nothing yet, half of the files, and the last of them, before they get their name.
	for (const file of ['.', 'global/pg_control', 'PG_VERSION']) {
		const first = startServerProcess(folder);
		await first.says('Creating the database');
		const begun = () =>
			existsSync(join(folder, 'postgres.unfinished', file)) || existsSync(join(folder, 'postgres'));
		await expect.poll(begun, { interval: 5, timeout: 120_000 }).toBe(true);
		await first.kill();
		expect(existsSync(join(folder, 'lock'))).toBe(true);
	}
	await opensAndCloses(folder);
	await rm(folder, { recursive: true });
});

test('what a killed process leaves behind does not keep the next from starting', async () => {
	const first = startServerProcess(dataDir);
	await first.says('open');
	await first.kill();
	expect(readdirSync(dataDir).sort()).toEqual(['.s.PGSQL.5432', 'lock', 'postgres']);
	await opensAndCloses();
});

test('a lock is stale when its process number belongs to another process by now', async () => {
	lock({ ...identityOf(process.ppid), startedAt: 'an earlier boot/1' });
	await opensAndCloses();
});

test('a lock that nobody can read is stale: a living process never has one', async () => {
	writeFileSync(join(dataDir, 'lock'), '');
	await opensAndCloses();
});

test('of four processes that find the same stale lock, one starts', async () => {
	lock({ pid: 4_194_304, startedAt: null });
	const processes = Array.from({ length: 4 }, () => startServerProcess(dataDir));
	const outcomes = await Promise.all(
		processes.map((each) => Promise.race([each.says('open'), each.says('refused')]).catch(() => 'ended'))
	);
	expect(outcomes.filter((outcome) => outcome === 'open')).toHaveLength(1);
	expect(outcomes.filter((outcome) => outcome.startsWith('refused'))).toHaveLength(3);
	const winner = processes[outcomes.indexOf('open')];
	expect(JSON.parse(readFileSync(join(dataDir, 'lock'), 'utf8'))).toMatchObject({ pid: winner?.child.pid });
	await winner?.kill();
});
