import { PGlite } from '@electric-sql/pglite';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { readMigrationFolder } from '#lib/server/database/migrationFolder.ts';
import { everything, openSchemaEngine } from '#lib/server/database/schemaEngine.ts';

/**
 * The SQL that leads from `migrations/` to `schema.prisma`, or `undefined` when they agree.
 * Worked out in memory: reading a schema back does not work over adapter-pg, so this adapter is for development only.
 */
export async function schemaDifference(): Promise<string | undefined> {
	const folder = await readMigrationFolder();
	const engine = await openSchemaEngine(inMemory(), folder);
	const difference = await engine.diff({
		from: { tag: 'migrations', ...folder.list },
		to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: folder.schema }] },
		script: true,
		exitCode: true,
		filters: everything
	});
	return difference.exitCode === 0 ? undefined : (difference.stdout ?? '');
}

function inMemory(): SqlMigrationAwareDriverAdapterFactory {
	const connect = async (): Promise<SqlDriverAdapter> => {
		const database = await PGlite.create();
		const adapter = await new PrismaPGlite(database).connect();
		// The adapter does not wait for a script, so a faulty migration would go unnoticed.
		adapter.executeScript = async (script) => void (await database.exec(script));
		return adapter;
	};
	return { provider: 'postgres', adapterName: 'pglite', connect, connectToShadowDb: connect };
}
