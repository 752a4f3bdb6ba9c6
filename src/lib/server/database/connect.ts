/** Prisma and the pool under it, on a PostgreSQL that is reached by `connectionString`. */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './client/client.ts';
import type { Database, DatabaseLog } from './doors.ts';
import { takeSnapshot, type CopyOrder } from './embedded/snapshot.ts';
import { applyMigrations } from './migrate.ts';

/** Waiting for a turn is not a fault: Prisma's default of 2 s for a transaction's start is too short on a slow disk. */
const TRANSACTION = { maxWait: 10_000, timeout: 15_000 };

/** Connections are made when they are needed, `connections` at most. `stop` ends the database itself, after them. */
export function connect({
	connections,
	connectionTimeoutMillis,
	log,
	copy,
	stop,
	...facts
}: Pick<Database, 'kind' | 'connectionString'> & {
	connections: number;
	/** How long to wait for one; left out: as long as it takes. */
	connectionTimeoutMillis?: number;
	log: DatabaseLog;
	/** Copies the embedded database's files. */
	copy?: (order: CopyOrder) => Promise<void>;
	stop?: () => Promise<void>;
}): Database {
	const { connectionString } = facts;
	const pool = new pg.Pool({ connectionString, max: connections, connectionTimeoutMillis });
	// An idle connection that breaks is replaced at the next query; without a listener it would end the process.
	pool.on('error', (error) => log.warn(`database connection lost: ${error.message}`));
	const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: TRANSACTION });
	let closed: Promise<void> | undefined;
	return {
		...facts,
		pool,
		prisma,
		snapshot: copy ? (folder) => takeSnapshot(pool, folder, copy) : null,
		migrate: () => applyMigrations({ connection: { connectionString } }),
		close: () =>
			(closed ??= prisma
				.$disconnect()
				.then(() => pool.end())
				.then(stop))
	};
}
