/**
 * Counts of tries, in memory or in the table `rate_limit`. Keys are hashes: no address and no mail address lies here.
 * The library reads the clock of the process by itself.
 */
import type pg from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterAbstract } from 'rate-limiter-flexible';

interface Counted {
	/** Keeps the counts of one act apart from another's. */
	name: string;
	tries: number;
	seconds: number;
}

export const memoryLimiter = ({ name, tries, seconds }: Counted): RateLimiterAbstract =>
	new RateLimiterMemory({ keyPrefix: name, points: tries, duration: seconds });

/**
 * Counts for all servers of the database. Who is refused is refused from memory, and while the database does not answer
 * the process counts for itself.
 */
export const sharedLimiter = (pool: pg.Pool, counted: Counted): RateLimiterAbstract =>
	new RateLimiterPostgres({
		keyPrefix: counted.name,
		points: counted.tries,
		duration: counted.seconds,
		storeClient: unnamed(pool),
		storeType: 'client',
		tableName: 'rate_limit',
		// By a migration.
		tableCreated: true,
		clearExpiredByTimeout: false,
		inMemoryBlockOnConsumed: counted.tries + 1,
		insuranceLimiter: memoryLimiter(counted)
	});

/** The library names its statements, and a pooler in between may not keep them. */
const unnamed = (pool: pg.Pool) => ({
	query: ({ text, values }: { text: string; values: unknown[] }) => pool.query(text, values)
});

/** Takes out what no longer counts. */
export async function pruneRateLimits(pool: pg.Pool, nowMs: number): Promise<void> {
	await pool.query('delete from rate_limit where expire <= $1', [nowMs]);
}
