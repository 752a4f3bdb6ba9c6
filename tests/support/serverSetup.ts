/** vitest globalSetup: a real PostgreSQL server with a migrated template database. */
import type { TestProject } from 'vitest/node';
import { openDatabase } from '#lib/server/database/database.ts';
import { startRealPostgres } from './realPostgres.ts';
import { silent } from './silentLog.ts';

const TEMPLATE = 'awareness_template';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const server = await startRealPostgres();
	await server.createDatabase(TEMPLATE);
	const template = await openDatabase({ databaseUrl: `${server.url}/${TEMPLATE}`, dataDir: '', log: silent });
	await template.migrate();
	await template.close();
	project.provide('database', { kind: 'server', url: server.url, template: TEMPLATE });
	return () => server.stop();
}
