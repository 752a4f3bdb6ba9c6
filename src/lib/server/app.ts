/**
 * What every service needs, made once by the composition root (compose.ts, or a test).
 * The built kit handler and the server are two bundles, so the instance hangs on globalThis.
 */
import type { Logger } from 'pino';
import type { Database } from './database/database.ts';
import type { Env } from './env.ts';
import type { LiveBus } from './live/bus.ts';

export interface App {
	env: Env;
	database: Database;
	bus: LiveBus;
	log: Logger;
	/** What services keep in this process, each under its own name: see perApp.ts. */
	state: Map<string, unknown>;
	/** Epoch milliseconds; tests set their own. */
	now: () => number;
	/** Address that links in mails and QR codes begin with, without a slash at the end. */
	origin: () => string;
}

const KEY = Symbol.for('awareness-run.app');
const holder = globalThis as { [KEY]?: App };

export function setApp(app: App): void {
	holder[KEY] = app;
}

/** @throws Error before the server has been put together. */
export function app(): App {
	const instance = holder[KEY];
	if (!instance) throw new Error('The application has not been put together yet');
	return instance;
}
