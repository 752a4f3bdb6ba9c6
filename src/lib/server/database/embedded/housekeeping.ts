/**
 * PGlite has no autovacuum: dead rows would stay for ever, the planner would take every table for nearly empty, and the first
 * read after many writes would have to mark each row as committed. So it is done here: by the thread when it is stopped, and
 * once a day.
 */
import type { Database, DatabaseLog } from '../database.ts';

const DAY_MS = 86_400_000;
/** Not PostgreSQL's own, which hardly change and would take three times as long. */
const OWN_TABLES = `select string_agg(oid::regclass::text, ', ') as tables from pg_class
	where relkind = 'r' and relnamespace = 'public'::regnamespace`;

type Query = (sql: string) => Promise<{ rows: unknown[] }>;

/** Takes 0.1 s, with 260,000 passings about half a second, in which nobody else gets an answer. */
export async function tidy(query: Query): Promise<void> {
	const [list] = (await query(OWN_TABLES)).rows as { tables: string | null }[];
	if (list?.tables) await query(`vacuum (analyze) ${list.tables}`);
}

/** Over a connection like any other, since statements of several connections must not mix; ends with the database. */
export function tidiedDaily(database: Database, log: DatabaseLog): Database {
	const daily = setInterval(() => {
		tidy((sql) => database.pool.query(sql)).catch((error: unknown) =>
			log.warn(`the embedded database could not be tidied: ${String(error)}`)
		);
	}, DAY_MS).unref();
	return {
		...database,
		close() {
			clearInterval(daily);
			return database.close();
		}
	};
}
