/** The two doors to the database, and what it says of itself. */
import type pg from 'pg';
import type { PrismaClient } from './client/client.ts';

export interface Database {
	prisma: PrismaClient;
	/** The connections under `prisma`, for statements that Prisma cannot say; no prepared-statement names, no session state. */
	pool: pg.Pool;
	kind: 'embedded' | 'server';
	/** For another client; the embedded one's names a socket folder: `postgresql://postgres@localhost/postgres?host=…`. */
	connectionString: string;
	/**
	 * Copies the embedded database's files to a new folder, in which another one can be started; how long nobody got an answer.
	 * Null: a server's are its own. One at a time.
	 */
	snapshot: ((folder: string) => Promise<{ pausedMs: number }>) | null;
	/** Applies pending migrations, once however many processes ask at the same time; answers how many. */
	migrate(): Promise<number>;
	/** Ends the connections, and the embedded database tidied and with a checkpoint. Can be called again. */
	close(): Promise<void>;
}

/** pino's logger is one. */
export interface DatabaseLog {
	info(message: string): void;
	warn(message: string): void;
}
