/** `npm run migration -- NAME` writes `prisma/migrations/TIME_NAME/migration.sql`: what schema.prisma has and migrations/ lack. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '#lib/server/database/migrationFolder.ts';
import { schemaDifference } from './schemaDifference.ts';

const name = process.argv[2];
if (!name || !/^[a-z0-9_]{1,60}$/.test(name)) {
	console.error('Give the migration a name of a-z, 0-9 and _, for example: add_waiting_list');
	process.exit(2);
}

const sql = await schemaDifference();
if (sql === undefined) {
	console.log('schema.prisma and migrations/ agree: nothing to write.');
	process.exit(0);
}

const migrations = join(projectFolder('prisma'), 'migrations');
const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const folder = join(migrations, `${time}_${name}`);
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'migration.sql'), sql);
console.log(`Wrote ${join(folder, 'migration.sql')}. Read it before it is committed.`);
process.exit(0);
