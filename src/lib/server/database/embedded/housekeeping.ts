import type { Database, DatabaseLog } from '../database.ts';

const DAY_MS = 86_400_000;
/** Not PostgreSQL's own, which hardly change and would take three times as long. */
const OWN_TABLES = `select string_agg(oid::regclass::text, ', ') as tables from pg_class
	where relkind = 'r' and relnamespace = 'public'::regnamespace`;

/**
 * PGlite has no autovacuum: dead rows would stay for ever, the planner would take every table for nearly empty, and the first
 * read after many writes would have to mark each row as committed. So it is done when the database is closed in order,
 * which 260,000 passings make 0.6 s longer, and once a day; others wait meanwhile.
 */
export function withHousekeeping(database: Database, log: DatabaseLog): Database {
	const keepHouse = async (): Promise<void> => {
		try {
			const { rows } = await database.pool.query<{ tables: string | null }>(OWN_TABLES);
			if (rows[0]?.tables) await database.pool.query(`vacuum (analyze) ${rows[0].tables}`);
		} catch (error) {
			log.warn(`the embedded database could not be tidied: ${String(error)}`);
		}
	};
	const daily = setInterval(() => void keepHouse(), DAY_MS).unref();
	let closed: Promise<void> | undefined;
	return {
		...database,
		close() {
			clearInterval(daily);
			return (closed ??= keepHouse().then(() => database.close()));
		}
	};
}
