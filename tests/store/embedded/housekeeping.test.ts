import { rm } from 'node:fs/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '#lib/server/database/database.ts';
import { countGrown } from '#lib/server/database/embedded/housekeeping.ts';
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

test('after a table has grown, no row that refers to it reads it from end to end', async () => {
	const database = await openDatabase({ dataDir, log: silent });
	const { pool } = database;
	await pool.query(
		`insert into event (id, slug, name, date, time_zone, place) values (gen_random_uuid(), 'run', '', now(), '', '')`
	);
	const enter = (rows: number) =>
		pool.query(
			`with phone as (insert into device (id, event_id, name) select gen_random_uuid(), id, n::text || $1
				from event, generate_series(1, $1::int) n returning id)
			insert into device_token (hash, device_id) select id, id from phone`,
			[rows]
		);
	const readByOne = async (): Promise<number> => {
		const client = await pool.connect();
		const count = async () => {
			const { rows } = await client.query<{ n: string }>(
				`select coalesce(sum(seq_tup_read), 0) as n from pg_stat_xact_user_tables where relname = 'device'`
			);
			return Number(rows[0]?.n);
		};
		const { rows: last } = await client.query('select id from device order by ctid desc limit 1');
		await client.query('begin');
		const before = await count();
		await client.query(`insert into device_token (hash, device_id) values (gen_random_uuid(), $1)`, [
			last[0].id
		]);
		const read = (await count()) - before;
		await client.query('commit');
		client.release();
		return read;
	};
	await enter(10);
	await enter(1500);
	expect(await readByOne()).toBeGreaterThan(1000);
	await countGrown((sql) => pool.query(sql));
	expect(await readByOne()).toBe(0);
	await database.close();
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
