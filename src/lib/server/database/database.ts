/**
 * The database is always PostgreSQL, reached by the wire protocol: a server named by DATABASE_URL, or one that this process
 * starts on the files in DATA_DIR. Everything above this module sees the same two doors, Prisma and the pool.
 */
import type { Worker } from 'node:worker_threads';
import { DatabaseUnavailable } from './databaseUnavailable.ts';
import { keptTidy } from './embedded/housekeeping.ts';
import { startEmbedded } from './embedded/startEmbedded.ts';
import type { Database, DatabaseLog } from './doors.ts';

export type { Database, DatabaseLog } from './doors.ts';
export { DatabaseUnavailable };

export interface DatabaseOptions {
	/** A PostgreSQL server's URL; without one the process starts its own database. */
	databaseUrl?: string | undefined;
	/** Files of the embedded database; made with mode 0700 when missing. Not touched with a `databaseUrl`. */
	dataDir: string;
	log: DatabaseLog;
	/** The embedded database's thread, where it was begun ahead of the rest; see thread.ts. */
	thread?: Worker | undefined;
	/** When the embedded database stops by itself; by default the process ends with the error, so that it is started anew. */
	onFailure?: (error: Error) => void;
}

/** The embedded database is one session that connections take turns in: more of them would only wait. */
const EMBEDDED_CONNECTIONS = 5;
const SERVER_CONNECTIONS = 10;
/** A server that does not even refuse would keep every request waiting for minutes. */
const SERVER_PATIENCE_MS = 15_000;

/** @throws DatabaseUnavailable with a message for the person who starts the server */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
	return options.databaseUrl ? openServer(options.databaseUrl, options.log) : openEmbedded(options);
}

async function openServer(connectionString: string, log: DatabaseLog): Promise<Database> {
	const { connect } = await import('./connect.ts');
	return connect({
		kind: 'server',
		connectionString,
		connections: SERVER_CONNECTIONS,
		connectionTimeoutMillis: SERVER_PATIENCE_MS,
		log
	});
}

/** The embedded database begins in a thread of its own: meanwhile this one loads the drivers and Prisma's query compiler. */
async function openEmbedded({ onFailure = endProcess, ...options }: DatabaseOptions): Promise<Database> {
	const embedded = await startEmbedded({ ...options, onFailure });
	const connectionString = `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(embedded.host)}`;
	const loaded = import('./connect.ts').then(async ({ connect }) => {
		const database = connect({
			kind: 'embedded',
			connectionString,
			connections: EMBEDDED_CONNECTIONS,
			log: options.log,
			copy: (order) => embedded.copy(order),
			stop: () => embedded.stop()
		});
		// Asks the database nothing yet.
		await database.prisma.$connect();
		return database;
	});
	const [database] = await Promise.all([loaded, embedded.ready]);
	return keptTidy(database, options.log);
}

function endProcess(error: Error): void {
	// What a person can mend is said without a stack. Written at once: stderr does not wait for the process to go on.
	const said = error instanceof DatabaseUnavailable ? error.message : (error.stack ?? error.message);
	process.stderr.write(`\n${said}\n\n`);
	process.exit(1);
}
