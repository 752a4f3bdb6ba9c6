/**
 * The API on a real database and a free port: `const api = await startApi(); … await api.close()`. One a file;
 * `api.reset()` between tests empties the tables.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import pino from 'pino';
import { createApi } from '#lib/server/api/index.ts';
import { createDocs } from '#lib/server/api/openapi/docs.ts';
import { createHealth } from '#lib/server/api/endpoints/health.ts';
import type { App } from '#lib/server/app.ts';
import type { Database } from '#lib/server/database/database.ts';
import { readEnv } from '#lib/server/env.ts';
import { openLiveBus } from '#lib/server/live/bus.ts';
import { flushOwnerKeyUses } from '#lib/server/access/ownerKeyUse.ts';
import { silent } from './silentLog.ts';
import { testDatabase, truncateAll } from './database.ts';

export interface TestApi {
	/** Of the server, without a slash at the end; the API is below `/api/v1`. */
	url: string;
	app: App;
	/** OWNER_API_KEY. */
	ownerKey: string;
	/** `app.now()` answers this instant from now on; null: the real clock. */
	setNow(epochMs: number | null): void;
	/** Empties every table. */
	reset(): Promise<void>;
	close(): Promise<void>;
}

const OWNER_KEY = 'owner-key-of-the-api-tests-0123456789';

export async function startApi({
	env = {},
	database: given
}: { env?: Record<string, string>; database?: Database | null } = {}): Promise<TestApi> {
	const database = given ?? (await testDatabase());
	const dataDir = await mkdtemp(join(tmpdir(), 'awareness-api-'));
	const bus = await openLiveBus(database, silent);
	let nowMs: number | null = null;
	const app: App = {
		env: readEnv({ OWNER_API_KEY: OWNER_KEY, DATA_DIR: dataDir, DEMO: 'off', ...env }),
		database,
		bus,
		log: pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' }),
		state: new Map(),
		now: () => nowMs ?? Date.now(),
		origin: () => 'https://run.example.org'
	};
	const front = express();
	front.set('trust proxy', app.env.TRUST_PROXY);
	front.use(createHealth(app));
	front.use(createDocs(app));
	front.use('/api/v1', createApi(app));
	// As the product's server: after five seconds, Node's own limit, a test that was busy meanwhile meets a closed door.
	const server = await listening(createServer({ keepAliveTimeout: 65_000 }, front));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		app,
		ownerKey: OWNER_KEY,
		setNow: (epochMs) => (nowMs = epochMs),
		async reset() {
			await flushOwnerKeyUses(app);
			await truncateAll(database);
		},
		async close() {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
			await flushOwnerKeyUses(app);
			await bus.close();
			await database.close();
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}

function listening(server: Server): Promise<Server> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => resolve(server));
	});
}
