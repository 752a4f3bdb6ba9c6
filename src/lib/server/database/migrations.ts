import type { Pool } from 'pg';
import type { Db } from './db.ts';

/** Migrations that began and did not finish. @throws when there is no record of migrations, or no database. */
export async function countUnfinishedMigrations(db: Db): Promise<number> {
	const rows = await db.$queryRaw<{ unfinished: bigint }[]>`
		select count(*) as unfinished from _prisma_migrations
		where finished_at is null and rolled_back_at is null`;
	return Number(rows[0]?.unfinished ?? 0);
}

/** One commit of no rows that reaches the write-ahead log and its disk. @throws what the server says when it cannot store */
export async function writeNothing(pool: Pool): Promise<void> {
	await pool.query(`select pg_logical_emit_message(true, 'awareness-run', 'ready?')`);
}
