/** vitest globalSetup: a migrated cluster, made once, that each test file's database is a copy of. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '#lib/server/database/database.ts';
import { silent } from './silentLog.ts';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const template = await mkdtemp(join(tmpdir(), 'awareness-template-'));
	const database = await openDatabase({ dataDir: template, log: silent });
	await database.migrate();
	await database.close();
	project.provide('database', { kind: 'embedded', template });
	return () => rm(template, { recursive: true, force: true });
}
