/**
 * PGlite has no autovacuum: dead rows would stay for ever, the planner would take every table for nearly empty, and the first
 * read after many writes would have to mark each row as committed. So it is done here: by the thread when it is stopped, and
 * once a day. Tables that have grown are counted within the minute: plans made while a table was small read it from end to
 * end for every row that refers to it, and are kept until it is counted anew.
 */
import type { Database, DatabaseLog } from '#lib/server/database/doors.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Not PostgreSQL's own, which hardly change and would take three times as long. */
const OWN_TABLES = `select string_agg(oid::regclass::text, ', ') as tables from pg_class
	where relkind = 'r' and relnamespace = 'public'::regnamespace`;

/** Of more than twice the pages that were counted; those of one or two pages are as quick to read as an index. */
const GROWN_TABLES = `select string_agg(oid::regclass::text, ', ') as tables from pg_class
	where relkind = 'r' and relnamespace = 'public'::regnamespace
		and pg_relation_size(oid) / current_setting('block_size')::int > 2 * greatest(relpages, 1)`;

type Query = (sql: string) => Promise<{ rows: unknown[] }>;

/** Takes 0.1 s, with 260,000 passings about half a second, in which nobody else gets an answer. */
export async function tidy(query: Query): Promise<void> {
	const [list] = (await query(OWN_TABLES)).rows as { tables: string | null }[];
	if (list?.tables) await query(`vacuum (analyze) ${list.tables}`);
}

/** As often as a table doubles, so seldom; takes some ms for a table of thousands. */
export async function countGrown(query: Query): Promise<void> {
	const [list] = (await query(GROWN_TABLES)).rows as { tables: string | null }[];
	if (list?.tables) await query(`analyze ${list.tables}`);
}

/** Over a connection like any other, since statements of several connections must not mix; ends with the database. */
export function keptTidy(database: Database, log: DatabaseLog): Database {
	const every = (ms: number, work: (query: Query) => Promise<void>) =>
		setInterval(() => {
			work((sql) => database.pool.query(sql)).catch((error: unknown) =>
				log.warn(`the embedded database could not be tidied: ${String(error)}`)
			);
		}, ms).unref();
	const timers = [every(DAY_MS, tidy), every(MINUTE_MS, countGrown)];
	return {
		...database,
		close() {
			timers.forEach((timer) => clearInterval(timer));
			return database.close();
		}
	};
}
