/**
 * Puts the application together on an open database: live bus, accounts, demo, outbox and the Express part.
 * Loaded while the embedded database opens, see serve.ts.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import compression from 'compression';
import express, { type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { createApi } from '#lib/server/api/index.ts';
import { createDocs } from '#lib/server/api/openapi/docs.ts';
import { createHealth } from '#lib/server/api/endpoints/health.ts';
import { closeLiveStreams } from '#lib/server/api/endpoints/live.ts';
import { setApp, type App } from '#lib/server/app.ts';
import { openAuth } from '#lib/server/accounts/auth.ts';
import { localAddresses } from './localAddresses.ts';
import { openControl } from '#lib/server/backup/control.ts';
import { finishRestore } from '#lib/server/backup/finishRestore.ts';
import { startSchedule } from '#lib/server/backup/schedule.ts';
import type { Database } from '#lib/server/database/database.ts';
import type { Env } from '#lib/server/env.ts';
import { boundForms } from '#lib/server/forms/formBounds.ts';
import { endNewsStreams } from '#lib/server/live/newsStream.ts';
import { openLiveBus } from '#lib/server/live/bus.ts';
import { startRetention } from './retention.ts';
import { startOutbox } from '#lib/server/mail/outbox.ts';
import { closeThreads, prepareThreads } from '#lib/server/threads/pool.ts';
import { newSecret } from '#lib/server/secret.ts';
import { loadDemoOnce } from '#lib/server/events/demo.ts';
import { flushOwnerKeyUses } from '#lib/server/access/ownerKeyUse.ts';
import { newSetupLink } from '#lib/server/accounts/setup.ts';

/** For the mail under way at a stop. */
const OUTBOX_MS = 1000;

export interface Composition {
	app: App;
	/** Everything but the pages: security headers, health, API. The caller adds the kit handler behind it. */
	front: express.Express;
	/** The one-time link with which the first owner signs up; null once there is one. */
	setupPath: string | null;
	/** Lets go of who watches; they come back by themselves. */
	endStreams(): void;
	/** Ends live streams, the outbox and the database. */
	stop(): Promise<void>;
}

/** @throws Error when the database cannot be migrated; the message is for the operator. */
export async function compose({
	env,
	log,
	database
}: {
	env: Env;
	log: Logger;
	database: Database;
}): Promise<Composition> {
	// Migrates too.
	await finishRestore({ database, env, log, now: Date.now });
	const bus = await openLiveBus(database, log);
	const secret = env.AUTH_SECRET ?? (await storedSecret(env.DATA_DIR));
	const app: App = {
		env: { ...env, AUTH_SECRET: secret },
		database,
		bus,
		log,
		state: new Map(),
		now: Date.now,
		origin: () => originOf(env)
	};
	setApp(app);
	prepareThreads(app);
	openAuth(app, { secret });
	// The database works on these while the rest is put together.
	const prepared = Promise.all([newSetupLink(app), loadDemoOnce(app)]);
	const front = express();
	front.disable('x-powered-by');
	front.set('trust proxy', env.TRUST_PROXY);
	front.use(securityHeaders());
	front.use(compression({ filter: isWhole }));
	front.use(createHealth(app));
	front.use(createDocs(app));
	front.use('/api/v1', createApi(app));
	front.use(boundForms(app));

	const [link] = await prepared;
	const outbox = startOutbox(app);
	const endRetention = startRetention(app);
	const schedule = startSchedule(app);
	// As a service manager ends it: what waits to be restored is taken over by the next start.
	const control = await openControl(app, () => process.kill(process.pid, 'SIGTERM'));
	const endStreams = (): void => {
		closeLiveStreams(app);
		endNewsStreams(app);
	};
	return {
		app,
		front,
		setupPath: link && `/setup/${link}`,
		endStreams,
		stop: async () => {
			endStreams();
			endRetention();
			// A mail server that hangs must not keep the database from being closed: a mail under way is sent again.
			await Promise.race([outbox.stop(), wait(OUTBOX_MS)]);
			await control.close();
			await Promise.race([schedule.stop(), wait(OUTBOX_MS)]);
			await flushOwnerKeyUses(app);
			await closeThreads(app);
			await bus.close();
			await database.close();
		}
	};
}

/** Headers of every answer. The content security policy of pages is kit's (svelte.config.js), since it knows the nonces. */
function securityHeaders(): RequestHandler {
	return helmet({
		contentSecurityPolicy: false,
		crossOriginEmbedderPolicy: false,
		referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
		// A field server changes between http and https by its address; pinning https would lock phones out.
		strictTransportSecurity: false
	});
}

/** A compressor holds back what a live stream must send at once. */
const isWhole: compression.CompressionFilter = (request, response) =>
	!String(response.getHeader('Content-Type')).startsWith('text/event-stream') &&
	compression.filter(request, response);

/** Mails and QR codes begin with ORIGIN; without it with this machine's address on the local network. Never with a request's Host. */
function originOf(env: Env): string {
	if (env.ORIGIN) return env.ORIGIN.replace(/\/$/, '');
	const protocol = env.TLS_CERT ? 'https' : 'http';
	return `${protocol}://${localAddresses()[0] ?? 'localhost'}:${env.PORT}`;
}

/** Without AUTH_SECRET, one is made on the first start and kept beside the data, readable by its owner only. */
async function storedSecret(dataDir: string): Promise<string> {
	const file = join(dataDir, 'auth-secret');
	try {
		return await readFile(file, 'utf8');
	} catch {
		const secret = newSecret(256);
		await writeFile(file, secret, { mode: 0o600, flag: 'wx' });
		return secret;
	}
}
