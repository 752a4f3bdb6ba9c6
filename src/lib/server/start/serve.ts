/** Composition root: environment → database → application → SvelteKit handler → listen → graceful stop. */
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer as createHttp, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { Worker } from 'node:worker_threads';
import type { RequestHandler } from 'express';
import pino from 'pino';
import type { Composition } from './compose.ts';
import { openDatabase } from '#lib/server/database/database.ts';
import { readEnv, type Env } from '#lib/server/env.ts';
import { KIT_HEADERS, tellKitWhoAsks } from './kitRequest.ts';
import { localAddresses } from './localAddresses.ts';
import { stopOnSignal } from './stop.ts';

/** What the built entry begins with, see src/server.ts. */
export interface Ahead {
	/** The embedded database's; undefined with a server. */
	thread: Worker | undefined;
	/** The built pages' handler; it reads the environment when it is loaded. */
	loadPages(): Promise<{ handler: RequestHandler }>;
	/** See stop.ts. */
	deadlineMs?: number;
}

/** Serves until a signal ends it; what keeps it from starting is printed, and ends the process with 1. */
export function serve(ahead: Ahead): void {
	start(ahead).catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	});
}

async function start({ thread, loadPages, deadlineMs }: Ahead): Promise<void> {
	const env = readEnv(process.env);
	// Secrets leave the environment, so that no child process or crash report carries them.
	delete process.env.OWNER_API_KEY;
	delete process.env.AUTH_SECRET;
	delete process.env.METRICS_TOKEN;

	const [composition, pages] = await Promise.all([open(env, thread), kitHandler(loadPages)]);
	composition.front.use(tellKitWhoAsks(composition.app), pages);
	const server =
		env.TLS_CERT && env.TLS_KEY
			? createHttps({ cert: readFileSync(env.TLS_CERT), key: readFileSync(env.TLS_KEY) }, composition.front)
			: createHttp(composition.front);
	// Sockets of keep-alive clients and slow uploads from the field.
	server.keepAliveTimeout = 65_000;
	await listen(server, env);
	printAddresses(env, composition);
	stopOnSignal(server, composition, deadlineMs);
}

/**
 * From the environment to the application; also for `npm run dev` (vite.config.ts), so that both are the same.
 * @param thread of the embedded database, where it was begun ahead of the rest
 * @throws Error when the database cannot be opened or migrated; the message is for the operator.
 */
export async function open(env: Env, thread?: Worker): Promise<Composition> {
	const log = pino({ level: env.LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime });
	await mkdir(env.DATA_DIR, { recursive: true, mode: 0o700 });
	// The embedded database begins in a thread of its own: meanwhile this one loads the rest of the program.
	const [database, { compose }] = await Promise.all([
		openDatabase({ databaseUrl: env.DATABASE_URL, dataDir: env.DATA_DIR, log, thread }),
		import('./compose.ts')
	]);
	return compose({ env, log, database });
}

/** Kit's handler reads these names when it is loaded; kitRequest.ts fills the headers. */
async function kitHandler(loadPages: Ahead['loadPages']): Promise<RequestHandler> {
	delete process.env.ORIGIN;
	Object.assign(process.env, KIT_HEADERS);
	// The largest that formBounds.ts lets through; it bounds most forms to far less.
	process.env.BODY_SIZE_LIMIT = '6M';
	return (await loadPages()).handler;
}

function listen(server: Server, env: Env): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) =>
			reject(
				error.code === 'EADDRINUSE'
					? new Error(`PORT: ${env.PORT} is in use by another program; set PORT to a free one`)
					: error
			)
		);
		server.listen(env.PORT, env.HOST, () => resolve());
	});
}

function printAddresses(env: Env, { app, setupPath }: Composition): void {
	const protocol = env.TLS_CERT ? 'https' : 'http';
	const hosts = ['localhost', ...(env.HOST === '0.0.0.0' ? localAddresses() : [])];
	const addresses = [
		...new Set([
			...(env.ORIGIN ? [app.origin()] : []),
			...hosts.map((host) => `${protocol}://${host}:${env.PORT}`)
		])
	];
	const lines = [
		'',
		'Awareness Run is ready:',
		...addresses.map((address) => `  ${address}`),
		'',
		setupPath
			? `No organiser yet. Become the owner with this one-time link:\n  ${addresses[0]}${setupPath}`
			: `Organisers sign in at ${addresses[0]}/sign-in`,
		`Volunteers open ${addresses[0]}/scan`,
		''
	];
	console.log(lines.join('\n'));
}
