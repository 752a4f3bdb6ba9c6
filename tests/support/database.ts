/**
 * A migrated database for tests: `const db = await testDatabase(); … await db.close()`. On a copy of a PGlite cluster or in a
 * PostgreSQL server, as the vitest project says (`globalSetup`: embeddedSetup.ts or serverSetup.ts). About 1 s: make one a
 * file, and `truncateAll(db)` between tests (some ms).
 */
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase, type Database } from '#lib/server/database/database.ts';
import { silent } from './silentLog.ts';

export type TestDatabases =
	{ kind: 'embedded'; template: string } | { kind: 'server'; url: string; template: string };

declare module 'vitest' {
	interface ProvidedContext {
		database: TestDatabases;
	}
}

/** A database of its own, which `close()` removes. */
export async function testDatabase(): Promise<Database> {
	const databases = inject('database');
	return databases.kind === 'embedded' ? copiedCluster() : createdDatabase(databases);
}

/** Files of a migrated embedded database that nobody has open; for tests that open it themselves. */
export async function copiedDataFolder(): Promise<string> {
	const databases = inject('database');
	if (databases.kind !== 'embedded') throw new Error('this test needs the embedded database');
	const dataDir = await mkdtemp(join(tmpdir(), 'awareness-test-'));
	await cp(join(databases.template, 'postgres'), join(dataDir, 'postgres'), { recursive: true });
	return dataDir;
}

/** Empties every table, and leaves the record of the migrations. */
export async function truncateAll(db: Pick<Database, 'pool'>): Promise<void> {
	const { rows } = await db.pool.query<{ names: string | null }>(
		`SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') AS names
		FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`
	);
	const names = rows[0]?.names;
	if (names) await db.pool.query(`TRUNCATE ${names} RESTART IDENTITY CASCADE`);
}

async function copiedCluster(): Promise<Database> {
	const dataDir = await copiedDataFolder();
	const db = await openDatabase({ dataDir, log: silent });
	return {
		...db,
		async close() {
			await db.close();
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}

async function createdDatabase(server: { url: string; template: string }): Promise<Database> {
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	await asAdministrator(server.url, `CREATE DATABASE ${name} TEMPLATE ${server.template}`);
	const db = await openDatabase({ databaseUrl: `${server.url}/${name}`, dataDir: '', log: silent });
	return {
		...db,
		async close() {
			await db.close();
			await asAdministrator(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
		}
	};
}

async function asAdministrator(url: string, sql: string): Promise<void> {
	const client = new pg.Client({ connectionString: `${url}/postgres` });
	await client.connect();
	try {
		await client.query(sql);
	} finally {
		await client.end();
	}
}
