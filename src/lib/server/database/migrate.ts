import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { DatabaseUnavailable } from './databaseUnavailable.ts';
import { readMigrationFolder, type MigrationFolder } from './migrationFolder.ts';
import { everything, openSchemaEngine } from './schemaEngine.ts';

/** Any number that nothing else in the database locks: the project's name, in hexadecimal on a telephone's keys. */
const LOCK = 0x29273773;

/**
 * Applies the pending migrations and answers how many there were.
 * All of them and Prisma's record of them are one transaction: a process killed half-way, or a faulty migration, leaves the
 * database as it was. Several processes that start at once take turns (advisory lock), and all but the first find nothing.
 * @param folder holds schema.prisma and migrations/; default: `prisma/` of the project
 * @throws DatabaseUnavailable naming the statement's error
 */
export async function applyMigrations(options: {
	connection: pg.PoolConfig;
	folder?: string;
}): Promise<number> {
	const folder = await readMigrationFolder(options.folder);
	// One connection that is never let go, so that each query of the engine falls into this transaction.
	const pool = new pg.Pool({ ...options.connection, max: 1, idleTimeoutMillis: 0 });
	const engineErrors: unknown[] = [];
	try {
		if (await isUpToDate(pool, folder)) return 0;
		await pool.query('BEGIN');
		await pool.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
		const engine = await openSchemaEngine(inTransaction(pool, engineErrors), folder);
		const { appliedMigrationNames } = await engine.applyMigrations({
			migrationsList: folder.list,
			filters: everything
		});
		engine.free();
		await pool.query('COMMIT');
		return appliedMigrationNames.length;
	} catch (error) {
		await pool.query('ROLLBACK').catch(() => undefined);
		const first = engineErrors[0] ?? error;
		const reason = first instanceof Error ? first.message : String(first);
		throw new DatabaseUnavailable(`the database's migrations could not be applied: ${reason}`, {
			cause: first
		});
	} finally {
		await pool.end();
	}
}

/**
 * Whether Prisma's record has each migration, finished: the ordinary start. Then the engine, which takes half a second to
 * load and leaves a timer of ten, has nothing to do; anything else is for the engine to judge.
 */
async function isUpToDate(pool: pg.Pool, { list }: MigrationFolder): Promise<boolean> {
	const record = await pool.query(`SELECT 1 WHERE to_regclass('_prisma_migrations') IS NOT NULL`);
	if (record.rowCount === 0) return false;
	const { rows } = await pool.query<{ name: string; finished: boolean }>(
		`SELECT migration_name AS name, finished_at IS NOT NULL AS finished
		FROM _prisma_migrations WHERE rolled_back_at IS NULL`
	);
	const applied = new Set(rows.map(({ name }) => name));
	return (
		rows.every(({ finished }) => finished) && list.migrationDirectories.every(({ path }) => applied.has(path))
	);
}

/** Prisma's adapter, held to one transaction: a query that may fail (the engine asks for tables by trying) gets a savepoint. */
function inTransaction(pool: pg.Pool, scriptErrors: unknown[]): SqlMigrationAwareDriverAdapterFactory {
	const factory = new PrismaPg(pool);
	const connect = async (): Promise<SqlDriverAdapter> => {
		const adapter = await factory.connect();
		const guard =
			<Input, Output>(run: (input: Input) => Promise<Output>) =>
			async (input: Input): Promise<Output> => {
				await pool.query('SAVEPOINT engine');
				try {
					const output = await run(input);
					await pool.query('RELEASE SAVEPOINT engine');
					return output;
				} catch (error) {
					await pool.query('ROLLBACK TO SAVEPOINT engine');
					throw error;
				}
			};
		adapter.queryRaw = guard(adapter.queryRaw.bind(adapter));
		adapter.executeRaw = guard(adapter.executeRaw.bind(adapter));
		// The adapter's own way cuts a script at each semicolon, also inside a string, a comment or a function's body.
		adapter.executeScript = guard(async (script: string) => {
			try {
				await pool.query(script);
			} catch (error) {
				scriptErrors.push(error);
				throw error;
			}
		});
		return adapter;
	};
	return {
		provider: factory.provider,
		adapterName: factory.adapterName,
		connect,
		connectToShadowDb: connect
	};
}
