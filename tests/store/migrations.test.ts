import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '#lib/server/database/database.ts';
import { readMigrationFolder } from '#lib/server/database/migrationFolder.ts';
import { migrationSteps } from '../support/migrationSteps.ts';
import { testDatabase } from '../support/database.ts';

let db: Database;
let steps: Awaited<ReturnType<typeof migrationSteps>>;
beforeAll(async () => {
	db = await testDatabase();
});
beforeEach(async () => {
	steps = await migrationSteps(db);
});
afterEach(() => steps.remove());
afterAll(() => db.close());

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
	await steps.write('1_good', 'CREATE TABLE one (n int);');
	await steps.write('2_faulty', 'CREATE TABLE two (n int); CREATE TABLE two (n int);');
	await expect(steps.apply()).rejects.toThrow('relation "two" already exists');
	expect(await steps.tables()).toEqual([]);
	await steps.write('2_faulty', 'CREATE TABLE two (n int);');
	expect(await steps.apply()).toBe(2);
	expect(await steps.tables()).toEqual(['_prisma_migrations', 'one', 'two']);
});

test('a semicolon inside a string, a comment or a function does not cut a migration', async () => {
	await steps.write(
		'1_semicolons',
		`-- one; two
		CREATE TABLE note (said text DEFAULT 'a; b');
		CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN n := n * 2; RETURN n; END $$;
		INSERT INTO note DEFAULT VALUES;`
	);
	expect(await steps.apply()).toBe(1);
	const { rows } = await db.pool.query('SELECT said, twice(4) FROM note');
	expect(rows).toEqual([{ said: 'a; b', twice: 8 }]);
});

test('a database that is newer than the program is left alone', async () => {
	await steps.write('1_old', 'CREATE TABLE one (n int);');
	await steps.write('2_new', 'CREATE TABLE two (n int);');
	await steps.apply();
	await steps.takeOut('2_new');
	expect(await steps.apply()).toBe(0);
	expect(await steps.tables()).toEqual(['_prisma_migrations', 'one', 'two']);
});

test('a migration that comes later is applied by the next start', async () => {
	await steps.write('1_first', 'CREATE TABLE one (n int);');
	expect(await steps.apply()).toBe(1);
	await steps.write('2_second', 'CREATE TABLE two (n int);');
	expect(await steps.apply()).toBe(1);
	expect(await steps.tables()).toEqual(['_prisma_migrations', 'one', 'two']);
});

test('a migration that began and never ended is refused at the next start', async () => {
	await steps.write('1_first', 'CREATE TABLE one (n int);');
	await steps.apply();
	await db.pool.query('UPDATE _prisma_migrations SET finished_at = NULL');
	await expect(steps.apply()).rejects.toThrow('1_first');
});
