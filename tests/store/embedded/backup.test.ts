/** The commands with a server that runs: it does what they ask, over a socket that is its user's alone. */
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backupFolder, listBackups } from '#lib/server/backup/backupFiles.ts';
import { backupCommand, restoreCommand } from '#lib/server/backup/commands.ts';
import { openDatabase } from '#lib/server/database/database.ts';
import { readEnv } from '#lib/server/env.ts';
import { anEvent } from '../../support/eventDocuments.ts';
import { copiedDataFolder } from '../../support/database.ts';
import { freePort } from '../../support/freePort.ts';
import { silent } from '../../support/silentLog.ts';
import { startServerProcess, type ServerProcess } from './startServerProcess.ts';

const OWNER_KEY = 'owner-key-of-the-backup-tests-0123456789';

let folders: string[] = [];
let servers: ServerProcess[] = [];
let said: string[] = [];
const say = (line: string): void => void said.push(line);

beforeEach(() => {
	said = [];
});
afterEach(async () => {
	for (const server of servers) await server.kill();
	for (const folder of folders) await rm(folder, { recursive: true, force: true });
	servers = [];
	folders = [];
});

async function dataFolder(): Promise<string> {
	const folder = await copiedDataFolder();
	folders.push(folder);
	return folder;
}

async function serving(dataDir: string): Promise<{ server: ServerProcess; url: string }> {
	const port = await freePort();
	const server = startServerProcess(dataDir, {
		file: 'servingProcess.ts',
		task: String(port),
		env: { OWNER_API_KEY: OWNER_KEY }
	});
	servers.push(server);
	await server.says('Awareness Run is ready');
	return { server, url: `http://127.0.0.1:${port}` };
}

async function putRun(url: string): Promise<void> {
	const put = await fetch(`${url}/api/v1/events/run`, {
		method: 'PUT',
		headers: { Authorization: `Bearer ${OWNER_KEY}`, 'Content-Type': 'application/json' },
		body: JSON.stringify(anEvent())
	});
	expect(put.status, await put.text()).toBe(200);
}

test('a server that runs makes the backup and goes on, and an empty one takes it over when it starts again', async () => {
	const dataDir = await dataFolder();
	const first = await serving(dataDir);
	await putRun(first.url);
	expect((await stat(join(dataDir, 'control.sock'))).mode & 0o777).toBe(0o600);
	// Left by a process that was killed while it made one.
	await mkdir(join(backupFolder(dataDir), 'backup-20260101T000000Z-embedded.unfinished', 'postgres'), {
		recursive: true
	});
	await backupCommand(readEnv({ DATA_DIR: dataDir }), say);
	expect(said.join('\n')).toMatch(/answered nobody for \d/);
	const [backup] = await listBackups(dataDir);
	expect(await readdir(backupFolder(dataDir))).toEqual([backup?.name]);
	expect((await fetch(`${first.url}/readyz`)).status).toBe(200);

	const emptyDir = await dataFolder();
	const second = await serving(emptyDir);
	const file = join(backupFolder(dataDir), backup?.name ?? '');
	await restoreCommand(file)(readEnv({ DATA_DIR: emptyDir }), say);
	expect(await second.server.ended).toBe(0);
	const third = await serving(emptyDir);
	expect((await fetch(`${third.url}/api/v1/events/run`)).status).toBe(200);
	expect(await readdir(emptyDir)).not.toContain('restored');
	// The one it came from is in use.
	await expect(restoreCommand(file)(readEnv({ DATA_DIR: dataDir }), say)).rejects.toThrow('in use');
	expect((await fetch(`${first.url}/api/v1/events/run`)).status).toBe(200);
});

test('whoever sends something else to the socket is told so, and the server goes on', async () => {
	const dataDir = await dataFolder();
	const { url } = await serving(dataDir);
	for (const [sent, answered] of [
		['{"act":"restore","file":"../backup"}\n', /does not know that command/],
		['null\n', /does not know that command/],
		['x'.repeat(100_000), /^$/]
	] as const) {
		const socket = connect(join(dataDir, 'control.sock'));
		let answer = '';
		socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
		socket.on('error', () => undefined);
		socket.write(sent);
		await new Promise((resolve) => socket.once('close', resolve));
		expect(answer).toMatch(answered);
	}
	expect((await fetch(`${url}/readyz`)).status).toBe(200);
});

test('a copy that is made while rows are written opens as of one instant, with every row that was confirmed before', async () => {
	const [dataDir, copyDir] = [await dataFolder(), await dataFolder()];
	await rm(join(copyDir, 'postgres'), { recursive: true });
	const database = await openDatabase({ dataDir, log: silent });
	await database.pool.query('CREATE TABLE written (n int PRIMARY KEY)');
	let confirmed = 0;
	let writing = true;
	const writer = (async () => {
		while (writing) await database.pool.query('INSERT INTO written VALUES ($1)', [++confirmed]);
	})();
	await expect.poll(() => confirmed).toBeGreaterThan(20);
	const before = confirmed - 1;
	await database.snapshot?.(join(copyDir, 'postgres'));
	writing = false;
	await writer;
	await database.close();

	const copy = await openDatabase({ dataDir: copyDir, log: silent });
	const { rows } = await copy.pool.query<{ most: number; all: number }>(
		'SELECT max(n) AS most, count(*)::int AS all FROM written'
	);
	await copy.close();
	expect(rows[0]?.all).toBe(rows[0]?.most);
	expect(rows[0]?.most).toBeGreaterThanOrEqual(before);
});
