/**
 * The database is always PostgreSQL, reached by the wire protocol: a server named by DATABASE_URL, or one that this process
 * starts on the files in DATA_DIR. Everything above this module sees the same two doors, Prisma and the pool.
 */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './client/client.ts';
import { startEmbedded } from './embedded/startEmbedded.ts';
import { applyMigrations } from './migrate.ts';

export type { PrismaClient } from './client/client.ts';
export { DatabaseUnavailable } from './databaseUnavailable.ts';

export interface Database {
	prisma: PrismaClient;
	/** The connections under `prisma`, for statements that Prisma cannot say; no prepared-statement names, no session state. */
	pool: pg.Pool;
	kind: 'embedded' | 'server';
	/** For another client; the embedded one's names a socket folder: `postgresql://postgres@localhost/postgres?host=…`. */
	connectionString: string;
	/** Applies pending migrations, once however many processes ask at the same time; answers how many. */
	migrate(): Promise<number>;
	/** Ends the connections, and the embedded database with a checkpoint. Can be called again. */
	close(): Promise<void>;
}

/** pino's logger is one. */
export interface DatabaseLog {
	info(message: string): void;
	warn(message: string): void;
}

export interface DatabaseOptions {
	/** A PostgreSQL server's URL; without one the process starts its own database. */
	databaseUrl?: string | undefined;
	/** Files of the embedded database; made with mode 0700 when missing. Not touched with a `databaseUrl`. */
	dataDir: string;
	log: DatabaseLog;
	/** When the embedded database stops by itself; by default the process ends with the error, so that it is started anew. */
	onFailure?: (error: Error) => void;
}

/** The embedded database is one session that connections take turns in: more of them would only wait. */
const EMBEDDED_CONNECTIONS = 5;
const SERVER_CONNECTIONS = 10;
/** Waiting for a turn is not a fault: Prisma's default of 2 s for a transaction's start is too short on a slow disk. */
const TRANSACTION = { maxWait: 10_000, timeout: 15_000 };

/** @throws DatabaseUnavailable with a message for the person who starts the server */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
	return options.databaseUrl ? openServer(options.databaseUrl, options.log) : openEmbedded(options);
}

function openServer(connectionString: string, log: DatabaseLog): Database {
	const pool = openPool({ connectionString, max: SERVER_CONNECTIONS }, log);
	return connected({ kind: 'server', pool, connectionString, stop: async () => undefined });
}

async function openEmbedded({ dataDir, log, onFailure = endProcess }: DatabaseOptions): Promise<Database> {
	const embedded = await startEmbedded({ dataDir, log, onFailure });
	const connectionString = `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(embedded.host)}`;
	const pool = openPool({ connectionString, max: EMBEDDED_CONNECTIONS }, log);
	return connected({ kind: 'embedded', pool, connectionString, stop: () => embedded.stop() });
}

function openPool(config: pg.PoolConfig, log: DatabaseLog): pg.Pool {
	const pool = new pg.Pool(config);
	// An idle connection that breaks is replaced at the next query; without a listener it would end the process.
	pool.on('error', (error) => log.warn(`database connection lost: ${error.message}`));
	return pool;
}

function connected(
	parts: Pick<Database, 'kind' | 'pool' | 'connectionString'> & { stop: () => Promise<void> }
): Database {
	const { stop, ...facts } = parts;
	const prisma = new PrismaClient({ adapter: new PrismaPg(facts.pool), transactionOptions: TRANSACTION });
	let closed: Promise<void> | undefined;
	return {
		...facts,
		prisma,
		migrate: () => applyMigrations({ connection: { connectionString: facts.connectionString } }),
		close: () =>
			(closed ??= prisma
				.$disconnect()
				.then(() => facts.pool.end())
				.then(stop))
	};
}

function endProcess(error: Error): void {
	// Out of the event handler, where it would be lost: an uncaught exception ends the process with its message.
	setImmediate(() => {
		throw error;
	});
}
