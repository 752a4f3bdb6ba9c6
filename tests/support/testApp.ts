/** Services on a real database, without HTTP: `const { app, close } = await testApp()`. One a file; `reset()` between tests. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { App } from '#lib/server/app.ts';
import { readEnv } from '#lib/server/env.ts';
import { openLiveBus } from '#lib/server/live/bus.ts';
import { testDatabase, truncateAll } from './database.ts';
import { silent } from './silentLog.ts';

export interface TestApp {
	app: App;
	/** `app.now()` answers this instant from now on. */
	setNow(epochMs: number): void;
	reset(): Promise<void>;
	close(): Promise<void>;
}

/** The clock stands at `nowMs` until it is set. */
export async function testApp(options: { nowMs: number; env?: Record<string, string> }): Promise<TestApp> {
	const database = await testDatabase();
	const dataDir = await mkdtemp(join(tmpdir(), 'awareness-app-'));
	const bus = await openLiveBus(database, silent);
	let nowMs = options.nowMs;
	return {
		app: {
			env: readEnv({ DATA_DIR: dataDir, DEMO: 'off', ...options.env }),
			database,
			bus,
			log: pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' }),
			state: new Map(),
			now: () => nowMs,
			origin: () => 'https://run.example.org'
		},
		setNow: (epochMs) => (nowMs = epochMs),
		reset: () => truncateAll(database),
		async close() {
			await bus.close();
			await database.close();
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}
