/**
 * From the environment to the application. Used by serve.ts and by `npm run dev` (vite.config.ts), so that both are
 * the same.
 */
import { mkdir } from 'node:fs/promises';
import type { Worker } from 'node:worker_threads';
import pino from 'pino';
import type { Composition } from './assemble.ts';
import { openDatabase } from '#lib/server/database/database.ts';
import type { Env } from '#lib/server/env.ts';

export type { Composition } from './assemble.ts';

/**
 * @param thread of the embedded database, where it was begun ahead of the rest
 * @throws Error when the database cannot be opened or migrated; the message is for the operator.
 */
export async function compose(env: Env, thread?: Worker): Promise<Composition> {
	const log = pino({ level: env.LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime });
	await mkdir(env.DATA_DIR, { recursive: true, mode: 0o700 });
	// The embedded database begins in a thread of its own: meanwhile this one loads the rest of the program.
	const [database, { assemble }] = await Promise.all([
		openDatabase({ databaseUrl: env.DATABASE_URL, dataDir: env.DATA_DIR, log, thread }),
		import('./assemble.ts')
	]);
	return assemble({ env, log, database });
}
