/** A database without tables and a folder of migrations beside it, which a test fills and applies step by step. */
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Database } from '#lib/server/database/database.ts';
import { applyMigrations } from '#lib/server/database/migrate.ts';
import { readMigrationFolder } from '#lib/server/database/migrationFolder.ts';

const OWN = 'prisma/migrations';

/** For `beforeEach`; `remove()` is for `afterEach`. */
export async function migrationSteps(db: Database) {
	await db.pool.query('DROP SCHEMA public CASCADE');
	await db.pool.query('CREATE SCHEMA public');
	const folder = await mkdtemp(join(tmpdir(), 'awareness-migrations-'));
	const inFolder = (...names: string[]): string => join(folder, 'migrations', ...names);
	await cp('prisma/schema.prisma', join(folder, 'schema.prisma'));
	await mkdir(inFolder());
	await cp(join(OWN, 'migration_lock.toml'), inFolder('migration_lock.toml'));

	/** Of the project's own migrations those of which `wanted` says so. */
	async function copy(wanted: (name: string) => boolean): Promise<void> {
		const entries = await readdir(OWN, { withFileTypes: true });
		for (const { name } of entries.filter((entry) => entry.isDirectory()))
			if (wanted(name)) await cp(join(OWN, name), inFolder(name), { recursive: true });
	}
	/** How many were applied. */
	const apply = (): Promise<number> =>
		applyMigrations({ connection: { connectionString: db.connectionString }, folder });

	return {
		async write(name: string, sql: string): Promise<void> {
			await mkdir(inFolder(name), { recursive: true });
			await writeFile(inFolder(name, 'migration.sql'), sql);
		},
		takeOut: (name: string): Promise<void> => rm(inFolder(name), { recursive: true }),
		copy,
		apply,
		async tables(): Promise<string[]> {
			const { rows } = await db.pool.query<{ name: string }>(
				`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`
			);
			return rows.map(({ name }) => name);
		},
		/** Applies all that came before `name`, has the rows of that time inserted, and applies the rest. */
		async over(name: string, rows: string): Promise<void> {
			const { list } = await readMigrationFolder();
			const first = list.migrationDirectories.map(({ path }) => path).find((path) => path.endsWith(name));
			expect(first, `there is a migration ${name}`).toBeDefined();
			await copy((each) => each < (first ?? ''));
			expect(await apply(), `migrations come before ${name}`).toBeGreaterThan(0);
			await db.pool.query(rows);
			await copy((each) => each >= (first ?? ''));
			await apply();
		},
		remove: (): Promise<void> => rm(folder, { recursive: true, force: true })
	};
}
