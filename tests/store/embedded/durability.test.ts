import fs from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDatabase } from '#lib/server/database/database.ts';
import { openDurablePglite } from '#lib/server/database/embedded/durablePglite.ts';
import { copiedDataFolder } from '../../support/database.ts';
import { silent } from '../../support/silentLog.ts';
import { startServerProcess, type ServerProcess } from './startServerProcess.ts';

// Several processes one after another, each with a start of its own, on a machine that may be busy.
vi.setConfig({ testTimeout: 180_000 });

let dataDir: string;
beforeEach(async () => {
	dataDir = await copiedDataFolder();
});
afterEach(async () => {
	vi.restoreAllMocks();
	await rm(dataDir, { recursive: true, force: true });
});

const fail = (reason: string): never => {
	throw new Error(reason);
};

/** Which files and folders the system is asked to write to the disk, from now on. */
function watchSyncs(): string[] {
	const synced: string[] = [];
	const original = fs.fdatasyncSync;
	vi.spyOn(fs, 'fdatasyncSync').mockImplementation((file) => {
		synced.push(fs.readlinkSync(`/proc/self/fd/${file}`));
		original(file);
	});
	return synced;
}

/** Every row that the process said it had inserted is there when the files are opened again. */
async function expectAcknowledged(server: ServerProcess): Promise<void> {
	const acknowledged = server.lines.flatMap((line) =>
		line.startsWith('row ') ? [Number(line.slice(4))] : []
	);
	expect(acknowledged.length).toBeGreaterThan(3);
	const db = await openDatabase({ dataDir, log: silent });
	const { rows } = await db.pool.query<{ n: number }>('SELECT n FROM acknowledged ORDER BY n');
	const kept = new Set(rows.map(({ n }) => n));
	expect(acknowledged.filter((n) => !kept.has(n))).toEqual([]);
	await db.close();
}

test('each of 200 commits is one sync of the write-ahead log', async () => {
	const database = await openDurablePglite(join(dataDir, 'postgres'), fail);
	await database.exec('CREATE TABLE counted (n int PRIMARY KEY); CHECKPOINT');
	const synced = watchSyncs();
	for (let n = 0; n < 200; n++) {
		const before = synced.length;
		await database.query('INSERT INTO counted VALUES ($1)', [n]);
		expect(synced.length - before).toBe(1);
	}
	expect(synced.every((path) => basename(join(path, '..')) === 'pg_wal')).toBe(true);
	await database.close();
});

test('a new file of the write-ahead log is synced, and so is the folder that lists it', async () => {
	const database = await openDurablePglite(join(dataDir, 'postgres'), fail);
	await database.exec('CREATE TABLE counted (n int)');
	const wal = join(dataDir, 'postgres', 'pg_wal');
	const before = new Set(fs.readdirSync(wal));
	const synced = watchSyncs();
	for (let segment = 0; segment < 3; segment++) {
		await database.exec('INSERT INTO counted VALUES (1); SELECT pg_switch_wal();');
	}
	await database.exec('INSERT INTO counted VALUES (2)');
	const created = fs.readdirSync(wal).filter((name) => !before.has(name) && /^[0-9A-F]{24}$/.test(name));
	expect(created.length).toBeGreaterThan(0);
	expect(synced).toContain(wal);
	expect(created.some((name) => synced.includes(join(wal, name)))).toBe(true);
	await database.close();
});

test('when the disk fails to sync, the commit is not acknowledged and the process ends with the reason', async () => {
	const disk = fileURLToPath(new URL('failingDisk.js', import.meta.url));
	const server = startServerProcess(dataDir, { task: 'insert', preload: disk });
	expect(await server.ended).not.toBe(0);
	expect(server.errors()).toMatch(/the embedded database broke down: [^]*PANIC/);
	await expectAcknowledged(server);
});

test('when the disk is full, the process ends with what the operator can do, without a stack, and keeps every acknowledged row', async () => {
	const disk = fileURLToPath(new URL('fullDisk.js', import.meta.url));
	const server = startServerProcess(dataDir, { task: 'insert', preload: disk });
	expect(await server.ended).toBe(1);
	const said = server.errors();
	expect(said).toContain(`The disk of DATA_DIR (${dataDir}) is full`);
	expect(said).toMatch(/Make room there/);
	expect(said).not.toMatch(/\n\s+at /);
	await expectAcknowledged(server);
});

test('killed while it inserts, the database opens again with every acknowledged row', async () => {
	// Later each time, counted in rows: how many a disk takes in a second is not the rule.
	for (const rows of [4, 20, 60]) {
		const server = startServerProcess(dataDir, { task: 'insert' });
		const first = Number((await server.says('row')).slice('row '.length));
		await server.says(`row ${first + rows}`);
		await server.kill();
		await expectAcknowledged(server);
	}
});
