import {
	chmodSync,
	chownSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Database } from '#lib/server/database/database.ts';
import { copiedDataFolder } from '../../support/database.ts';
import { silent } from '../../support/silentLog.ts';

let dataDir: string;
beforeEach(async () => {
	dataDir = await copiedDataFolder();
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const open = (folder = dataDir): Promise<Database> => openDatabase({ dataDir: folder, log: silent });
const mode = (path: string): number => statSync(path).mode & 0o777;

test('a missing data folder is made for its owner alone, with the line that the database is created', async () => {
	const folder = join(dataDir, 'new', 'data');
	const lines: string[] = [];
	const db = await openDatabase({ dataDir: folder, log: { ...silent, info: (line) => lines.push(line) } });
	expect(lines).toEqual([`Creating the database in ${folder}. This takes some seconds, once.`]);
	expect([mode(folder), mode(join(folder, 'postgres'))]).toEqual([0o700, 0o700]);
	await db.close();
});

test('a data folder that others may enter is refused, and nothing in it is touched', async () => {
	chmodSync(dataDir, 0o755);
	await expect(open()).rejects.toThrow(`chmod 700 ${dataDir}`);
	expect(existsSync(join(dataDir, 'lock'))).toBe(false);
});

test.runIf(process.getuid?.() === 0)('a data folder of another user is refused', async () => {
	chownSync(dataDir, 12345, 12345);
	await expect(open()).rejects.toThrow('belongs to user 12345');
});

test('a file in place of the data folder is refused', async () => {
	const file = join(dataDir, 'file');
	writeFileSync(file, '');
	await expect(open(file)).rejects.toThrow('is not a folder');
});

test('a damaged cluster is refused, not replaced by an empty one', async () => {
	renameSync(join(dataDir, 'postgres', 'PG_VERSION'), join(dataDir, 'PG_VERSION'));
	await expect(open()).rejects.toThrow('PG_VERSION is missing');
	renameSync(join(dataDir, 'PG_VERSION'), join(dataDir, 'postgres', 'PG_VERSION'));
	await (await open()).close();
});

test('any PostgreSQL client looks inside by the data folder', async () => {
	const db = await open();
	const client = new pg.Client({ host: dataDir, user: 'postgres', database: 'postgres' });
	await client.connect();
	expect((await client.query('SELECT count(*)::int AS n FROM event')).rows).toEqual([{ n: 0 }]);
	await client.end();
	await db.close();
});

test('a data folder too deep for a socket has it in a short folder of its own, removed at the end', async () => {
	const deep = join(dataDir, 'd'.repeat(100));
	mkdirSync(deep, { mode: 0o700 });
	renameSync(join(dataDir, 'postgres'), join(deep, 'postgres'));
	const leftBehind = mkdtempSync(join(tmpdir(), 'awareness-run-'));
	writeFileSync(join(deep, 'socket'), leftBehind);

	const db = await open(deep);
	const short = readFileSync(join(deep, 'socket'), 'utf8');
	expect(existsSync(leftBehind)).toBe(false);
	expect(mode(short)).toBe(0o700);
	expect(Buffer.byteLength(join(short, '.s.PGSQL.5432'))).toBeLessThanOrEqual(107);
	expect(await db.prisma.event.count()).toBe(0);
	await db.close();
	expect([existsSync(short), existsSync(join(deep, 'socket'))]).toEqual([false, false]);
});

test('a folder named in DATA_DIR/socket that is not such a short folder is left alone', async () => {
	const foreign = mkdtempSync(join(tmpdir(), 'something-else-'));
	writeFileSync(join(dataDir, 'socket'), foreign);
	await (await open()).close();
	expect(existsSync(foreign)).toBe(true);
	await rm(foreign, { recursive: true });
});
