import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '#lib/server/database/database.ts';
import { applyMigrations } from '#lib/server/database/migrate.ts';
import { readMigrationFolder } from '#lib/server/database/migrationFolder.ts';
import { testDatabase } from '../support/database.ts';

let db: Database;
let folder: string;
beforeAll(async () => {
	db = await testDatabase();
});
beforeEach(async () => {
	await db.pool.query('DROP SCHEMA public CASCADE');
	await db.pool.query('CREATE SCHEMA public');
	folder = await mkdtemp(join(tmpdir(), 'awareness-migrations-'));
	await cp('prisma/schema.prisma', join(folder, 'schema.prisma'));
	await mkdir(join(folder, 'migrations'));
	await cp('prisma/migrations/migration_lock.toml', join(folder, 'migrations', 'migration_lock.toml'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
afterAll(() => db.close());

async function write(name: string, sql: string): Promise<void> {
	await mkdir(join(folder, 'migrations', name), { recursive: true });
	await writeFile(join(folder, 'migrations', name, 'migration.sql'), sql);
}
const apply = (): Promise<number> =>
	applyMigrations({ connection: { connectionString: db.connectionString }, folder });
const tables = async (): Promise<string[]> =>
	(
		await db.pool.query<{ name: string }>(
			`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`
		)
	).rows.map(({ name }) => name);

test('the first start applies every migration, and the next finds nothing to do', async () => {
	const { list } = await readMigrationFolder();
	expect(await db.migrate()).toBe(list.migrationDirectories.length);
	expect(await db.migrate()).toBe(0);
	expect(await db.prisma.event.count()).toBe(0);
});

test('of several processes that start at once, one applies the migrations', async () => {
	const { list } = await readMigrationFolder();
	const applied = await Promise.all([db.migrate(), db.migrate(), db.migrate()]);
	expect(applied.sort()).toEqual([0, 0, list.migrationDirectories.length]);
});

test('a faulty migration leaves the database as it was, also what came before it in the same start', async () => {
	await write('1_good', 'CREATE TABLE one (n int);');
	await write('2_faulty', 'CREATE TABLE two (n int); CREATE TABLE two (n int);');
	await expect(apply()).rejects.toThrow('relation "two" already exists');
	expect(await tables()).toEqual([]);
	await write('2_faulty', 'CREATE TABLE two (n int);');
	expect(await apply()).toBe(2);
	expect(await tables()).toEqual(['_prisma_migrations', 'one', 'two']);
});

test('a semicolon inside a string, a comment or a function does not cut a migration', async () => {
	await write(
		'1_semicolons',
		`-- one; two
		CREATE TABLE note (said text DEFAULT 'a; b');
		CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN n := n * 2; RETURN n; END $$;
		INSERT INTO note DEFAULT VALUES;`
	);
	expect(await apply()).toBe(1);
	const { rows } = await db.pool.query('SELECT said, twice(4) FROM note');
	expect(rows).toEqual([{ said: 'a; b', twice: 8 }]);
});

test('a database that is newer than the program is left alone', async () => {
	await write('1_old', 'CREATE TABLE one (n int);');
	await write('2_new', 'CREATE TABLE two (n int);');
	await apply();
	await rm(join(folder, 'migrations', '2_new'), { recursive: true });
	expect(await apply()).toBe(0);
	expect(await tables()).toEqual(['_prisma_migrations', 'one', 'two']);
});

test('a migration that comes later is applied by the next start', async () => {
	await write('1_first', 'CREATE TABLE one (n int);');
	expect(await apply()).toBe(1);
	await write('2_second', 'CREATE TABLE two (n int);');
	expect(await apply()).toBe(1);
	expect(await tables()).toEqual(['_prisma_migrations', 'one', 'two']);
});

test('a migration that began and never ended is refused at the next start', async () => {
	await write('1_first', 'CREATE TABLE one (n int);');
	await apply();
	await db.pool.query('UPDATE _prisma_migrations SET finished_at = NULL');
	await expect(apply()).rejects.toThrow('1_first');
});
