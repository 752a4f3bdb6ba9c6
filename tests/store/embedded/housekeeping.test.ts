import { rm } from 'node:fs/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '#lib/server/database/database.ts';
import { copiedDataFolder } from '../../support/database.ts';
import { silent } from '../../support/silentLog.ts';

let dataDir: string;
beforeEach(async () => {
	dataDir = await copiedDataFolder();
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('a database closed in order has removed its dead rows and counted the others', async () => {
	const before = await openDatabase({ dataDir, log: silent });
	await before.pool.query(
		`insert into setup_link (hash) select md5(n::text) from generate_series(1, 3000) as n`
	);
	await before.pool.query(`delete from setup_link where hash < '8'`);
	const { rows: left } = await before.pool.query('select count(*)::int as n from setup_link');
	await before.close();

	const after = await openDatabase({ dataDir, log: silent });
	const { rows: counted } = await after.pool.query(
		`select reltuples::int as n, relallvisible = relpages as tidy from pg_class where relname = 'setup_link'`
	);
	await after.close();
	expect(counted).toEqual([{ n: left[0].n, tidy: true }]);
});

test('a transaction that somebody else left open keeps no database from closing', async () => {
	const database = await openDatabase({ dataDir, log: silent });
	const other = new pg.Client(database.connectionString);
	other.on('error', () => undefined);
	await other.connect();
	await other.query('begin');
	await other.query('delete from setup_link');
	await database.close();

	const again = await openDatabase({ dataDir, log: silent });
	expect((await again.pool.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
	await again.close();
});
