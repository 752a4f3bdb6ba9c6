/** Who waits for a lock of this database, on a PostgreSQL server. */
import type pg from 'pg';
import { expect, vi } from 'vitest';

/** @param holder a connection that holds what the other wants */
export const somebodyWaitsForLock = (holder: pg.PoolClient): Promise<void> =>
	vi.waitFor(async () => {
		// Other test files' databases are in the same server.
		const { rows } = await holder.query(
			`select 1 from pg_locks join pg_stat_activity using (pid)
			where not granted and datname = current_database()`
		);
		expect(rows.length).toBeGreaterThan(0);
	}, 30_000);
