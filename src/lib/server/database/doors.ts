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
