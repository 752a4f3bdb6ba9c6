import pg from 'pg';
import { startBuiltServer, type BuiltServer } from '../support/builtServer.ts';
import { startRealPostgres } from '../support/realPostgres.ts';

/** Measures the built server on an empty database of a PostgreSQL server; `pool` is for the same work without us. */
export async function onPostgres(
	measure: (server: BuiltServer, pool: pg.Pool) => Promise<void>
): Promise<void> {
	const postgres = await startRealPostgres();
	await postgres.createDatabase('bench');
	const databaseUrl = `${postgres.url}/bench`;
	const server = await startBuiltServer({ data: 'empty', env: { DEMO: 'off', DATABASE_URL: databaseUrl } });
	const pool = new pg.Pool({ connectionString: databaseUrl, max: 8 });
	try {
		await measure(server, pool);
	} finally {
		await pool.end();
		await server.close();
		await postgres.stop();
	}
}
