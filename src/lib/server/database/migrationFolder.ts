import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationList } from '@prisma/schema-engine-wasm';

/** `schema.prisma` and `migrations/`, as read from the disk. */
export interface MigrationFolder {
	schema: string;
	list: MigrationList;
}

/** Reads `schema.prisma` and `migrations/NAME/migration.sql` under `folder` (default: `prisma/` of the project). */
export async function readMigrationFolder(
	folder: string = projectFolder('prisma')
): Promise<MigrationFolder> {
	const baseDir = join(folder, 'migrations');
	const lockfile = join(baseDir, 'migration_lock.toml');
	const names = existsSync(baseDir)
		? (await readdir(baseDir, { withFileTypes: true })).filter((entry) => entry.isDirectory())
		: [];
	return {
		schema: await readFile(join(folder, 'schema.prisma'), 'utf8'),
		list: {
			baseDir,
			shadowDbInitScript: '',
			lockfile: {
				path: 'migration_lock.toml',
				content: existsSync(lockfile) ? await readFile(lockfile, 'utf8') : null
			},
			migrationDirectories: await Promise.all(
				names
					.map(({ name }) => name)
					.sort()
					.map(async (name) => ({
						path: name,
						migrationFile: {
							path: 'migration.sql',
							content: {
								tag: 'ok' as const,
								value: await readFile(join(baseDir, name, 'migration.sql'), 'utf8')
							}
						}
					}))
			)
		}
	};
}

/** A folder beside package.json: this module runs from `src/` and, bundled, from `build/`. */
export function projectFolder(name: string): string {
	const here = dirname(fileURLToPath(import.meta.url));
	for (let folder = here; folder !== dirname(folder); folder = dirname(folder)) {
		if (existsSync(join(folder, 'prisma', 'schema.prisma'))) return join(folder, name);
	}
	throw new Error(`no folder above ${here} holds prisma/schema.prisma, which is read when the server starts`);
}
