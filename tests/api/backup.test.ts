/** A backup brought back onto an empty installation, by the commands: the results are the same, and nobody comes back with it. */
import fs from 'node:fs';
import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest';
import { backUp } from '#lib/server/backup/backups.ts';
import { backupFolder, listBackups } from '#lib/server/backup/backupFiles.ts';
import { backupCommand, restoreCommand } from '#lib/server/backup/commands.ts';
import { keepErasedIds } from '#lib/server/backup/erasedIds.ts';
import { insertErasedIds } from '#lib/server/backup/store/erasedIds.ts';
import { openDatabase, type Database } from '#lib/server/database/database.ts';
import { readEnv, type Env } from '#lib/server/env.ts';
import { raceOn } from '../support/race.ts';
import { startPostgresWithDump, systemPostgres } from '../support/postgresWithDump.ts';
import { startApi, type TestApi } from '../support/server.ts';
import { silent } from '../support/silentLog.ts';

const { kind } = inject('database');
const programs = systemPostgres();

let server: Awaited<ReturnType<typeof startPostgresWithDump>> | null = null;
let api: TestApi;
let race: ReturnType<typeof raceOn>;
/** Of the installation that is restored. */
let env: Env;
let dataDir: string;
let databases = 0;

const said: string[] = [];
const say = (line: string): void => void said.push(line);

async function newDatabaseUrl(): Promise<string | undefined> {
	if (!server) return undefined;
	const name = `backup_${++databases}`;
	await server.createDatabase(name);
	return `${server.url}/${name}`;
}

beforeAll(async () => {
	if (kind === 'server' && programs) server = await startPostgresWithDump(programs);
	const databaseUrl = await newDatabaseUrl();
	const database = databaseUrl ? await openDatabase({ databaseUrl, dataDir: '', log: silent }) : null;
	await database?.migrate();
	api = await startApi({ database });
});
beforeEach(async () => {
	said.length = 0;
	await api.reset();
	await rm(backupFolder(api.app.env.DATA_DIR), { recursive: true, force: true });
	dataDir = await mkdtemp(join(tmpdir(), 'awareness-restore-'));
	env = readEnv({ DATA_DIR: dataDir, DATABASE_URL: await newDatabaseUrl() });
	race = raceOn(api);
	await race.putEvent();
	await race.register([{ bib: '1', name: 'Ana' }, { bib: '2', name: 'Ion' }, { bib: '17' }]);
	await race.finish({ 1: '20:00', 2: '21:00' });
	await race.publish({ state: 'provisional' });
	await race.finish({ 17: '20:30' });
	await race.publish({ state: 'official' });
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));
afterAll(async () => {
	await api.close();
	await server?.stop();
});

/** Where the system has no PostgreSQL whose programs fit, a server's dump cannot be tried. */
const onEither = test.skipIf(kind === 'server' && programs === null);

async function backedUp(): Promise<string> {
	const { name } = await backUp(api.app, { by: 'test' });
	return join(backupFolder(api.app.env.DATA_DIR), name);
}

async function restored<T>(look: (database: Database) => Promise<T>): Promise<T> {
	const database = await openDatabase({ databaseUrl: env.DATABASE_URL, dataDir, log: silent });
	try {
		return await look(database);
	} finally {
		await database.close();
	}
}

const digestsIn = async ({ pool }: Database) =>
	(await pool.query('select number, digest, rows::text from publication order by number')).rows;
const countIn = async ({ pool }: Database, table: string) =>
	Number((await pool.query(`select count(*) from ${table}`)).rows[0].count);

onEither('a restore gives the same publications, with the same digests', async () => {
	const before = await digestsIn(api.app.database);
	expect(before).toHaveLength(2);
	const file = await backedUp();
	await restoreCommand(file)(env, say);
	expect(await restored(digestsIn)).toEqual(before);
});

onEither('what was derived from the facts is derived from the restored ones alike', async () => {
	const versions = await race.versions();
	await restoreCommand(await backedUp())(env, say);
	const database = await openDatabase({ databaseUrl: env.DATABASE_URL, dataDir, log: silent });
	const again = await startApi({ database });
	const derived = await raceOn(again).organise<{ digest: string; derived: string }>(
		'/races/5k/publications/2/derivation'
	);
	expect(derived.body).toMatchObject({ digest: versions[0]?.digest, derived: versions[0]?.digest });
	await again.close();
});

onEither(
	'sessions, runners’ links, preview links and codes that wait end with a restore, and phones stay paired',
	async () => {
		const { pool } = api.app.database;
		await race.pair({ checkpoint: 'finish' });
		await race.organise('/pairings', { json: { checkpoint: 'finish' } });
		await pool.query(`insert into "user" (id, name, email, role, "updatedAt") values ('u', 'U', 'u@example.org', 'owner', now());
		insert into session (id, "expiresAt", token, "userId", "updatedAt") values ('s', now(), 't', 'u', now());
		insert into participant_link (hash, participant_id) select 'l', id from participant limit 1;
		insert into participant_session (hash, participant_id, expires_at) select 's', id, now() from participant limit 1;
		insert into preview_link (event_id, hash, expires_at, by) select id, 'p', now(), 'u' from event`);
		await restoreCommand(await backedUp())(env, say);
		await restored(async (database) => {
			for (const table of ['session', 'participant_link', 'participant_session', 'preview_link'])
				expect([table, await countIn(database, table)]).toEqual([table, 0]);
			expect(await countIn(database, 'pairing where used_at is null')).toBe(0);
			expect(await countIn(database, '"user"')).toBe(1);
			expect(await countIn(database, 'device_token where revoked_at is null')).toBeGreaterThan(0);
		});
	}
);

onEither('who was erased after the backup is erased again, by the list beside the file', async () => {
	const file = await backedUp();
	const { prisma } = api.app.database;
	const ana = await prisma.participant.findFirstOrThrow({ where: { name: 'Ana' } });
	await insertErasedIds(prisma, [{ kind: 'participant', id: ana.id }]);
	await keepErasedIds(api.app);
	expect((await stat(join(dirname(file), 'erased-ids.jsonl'))).mode & 0o777).toBe(0o600);
	const elsewhere = await mkdtemp(join(tmpdir(), 'awareness-carried-'));
	await copyFile(file, join(elsewhere, 'carried.tar.gz'));
	await copyFile(join(dirname(file), 'erased-ids.jsonl'), join(elsewhere, 'erased-ids.jsonl'));
	await restoreCommand(join(elsewhere, 'carried.tar.gz'))(env, say);
	await rm(elsewhere, { recursive: true });
	await restored(async (database) => {
		const people = await database.prisma.participant.findMany({ orderBy: { name: 'asc' } });
		expect(people.map(({ name }) => name)).toEqual(['', 'Ion', 'Runner 17']);
		expect(people[0]).toMatchObject({ id: ana.id, visibility: 'hidden', email: null });
		expect(await countIn(database, 'erased_id')).toBe(1);
	});
	expect(said.join('\n')).toContain('Erased again: 1');
});

onEither(
	'an event that was deleted for good after the backup is gone again, with all that was in it',
	async () => {
		const file = await backedUp();
		const { prisma } = api.app.database;
		const { id } = await prisma.event.findUniqueOrThrow({ where: { slug: 'run' } });
		await insertErasedIds(prisma, [{ kind: 'event', id }]);
		await keepErasedIds(api.app);
		await restoreCommand(file)(env, say);
		await restored(async (database) => {
			for (const table of ['event', 'participant', 'passing', 'ruling', 'publication', 'bib'])
				expect([table, await countIn(database, table)]).toEqual([table, 0]);
		});
	}
);

onEither('an installation that is in use is not written over', async () => {
	const file = await backedUp();
	await restoreCommand(file)(env, say);
	await expect(restoreCommand(file)(env, say)).rejects.toThrow('in use');
	expect(await restored((database) => countIn(database, 'participant'))).toBe(3);
	expect(await readdir(dataDir)).not.toContain('restored');
});

onEither('a file that is cut off, or holds something else, changes nothing', async () => {
	const file = await backedUp();
	const whole = await readFile(file);
	const cut = join(dataDir, 'cut.tar.gz');
	await writeFile(cut, whole.subarray(0, whole.length / 2));
	await expect(restoreCommand(cut)(env, say)).rejects.toThrow('damaged');
	await writeFile(cut, 'no backup at all');
	await expect(restoreCommand(cut)(env, say)).rejects.toThrow('damaged');
	await expect(restoreCommand(join(dataDir, 'none'))(env, say)).rejects.toThrow('there is no file');
	expect((await readdir(dataDir)).filter((name) => name.startsWith('resto'))).toEqual([]);
});

onEither('without a server the command backs the database up by itself', async () => {
	await restoreCommand(await backedUp())(env, say);
	await backupCommand(env, say);
	const [made] = await listBackups(dataDir);
	expect(said.join('\n')).toContain(`Backup made: ${join(backupFolder(dataDir), made?.name ?? '')}`);
	expect(made?.kind).toBe(kind);
});

onEither('backups are this user’s alone, and the newest are kept', async () => {
	const names: string[] = [];
	for (let n = 0; n < 3; n++) {
		api.setNow(Date.UTC(2026, 10, 30, 12, n));
		const made = await backUp({ ...api.app, env: { ...api.app.env, BACKUP_KEEP: 2 } }, { by: 'test' });
		names.unshift(made.name);
	}
	const { DATA_DIR } = api.app.env;
	expect((await listBackups(DATA_DIR)).map(({ name }) => name)).toEqual(names.slice(0, 2));
	const folder = backupFolder(DATA_DIR);
	expect((await stat(folder)).mode & 0o777).toBe(0o700);
	for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
	api.setNow(Date.UTC(2026, 11, 31, 12, 3));
	await backUp(api.app, { by: 'test' });
	expect(await listBackups(DATA_DIR)).toHaveLength(1);
	api.setNow(null);
});

onEither(
	'where the disk has too little space, nothing is begun, the space is named and earlier backups stay',
	async () => {
		const file = await backedUp();
		api.setNow(Date.now() + 60_000);
		const facts = fs.statfsSync('.');
		vi.spyOn(fs, 'statfsSync').mockReturnValue({ ...facts, bavail: 1000, bsize: 1024 });
		await expect(backUp(api.app, { by: 'test' })).rejects.toMatchObject({
			fault: 'disk-full',
			message: expect.stringMatching(/a backup takes \d+ MB on the disk of .* and 0 MB are free/)
		});
		vi.restoreAllMocks();
		api.setNow(null);
		expect(await readdir(dirname(file))).toEqual([basename(file)]);
	}
);

test.runIf(kind === 'server')(
	'without a pg_dump that fits, the reason is said and nothing is left behind',
	async () => {
		const path = process.env.PATH;
		process.env.PATH = dataDir;
		try {
			await expect(backUp(api.app, { by: 'test' })).rejects.toMatchObject({
				fault: 'no-program',
				message: expect.stringContaining('pg_dump is not installed')
			});
		} finally {
			process.env.PATH = path;
		}
		expect(await readdir(backupFolder(api.app.env.DATA_DIR))).toEqual([]);
	}
);
