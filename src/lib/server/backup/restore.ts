/**
 * Brings a backup back onto an empty installation. The file is unpacked, looked at and written to the disk as a whole before
 * anything is touched. The embedded database's files are taken over by its next start; a server's tables are brought back at
 * once. What a restore ends or takes out again (finishRestore.ts) is done before anybody is served.
 */
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFolder, syncTree } from '#lib/server/database/embedded/durableFiles.ts';
import { restoredFolder } from '#lib/server/database/embedded/restored.ts';
import type { Database } from '#lib/server/database/database.ts';
import { CLUSTER, DUMP, unpackFile, type Manifest } from './archive.ts';
import { BackupFailed, backupFailed } from './backupFailed.ts';
import { restoreDump } from './dump.ts';
import { eraseAgainLater } from './erasedIds.ts';
import { isEmptyInstallation } from './store/databaseFacts.ts';

const UNFINISHED = 'restore.unfinished';

/**
 * Unpacks the backup to where the next start of the database finds it.
 * @param options.database open, where there is one already; it must be empty
 * @throws BackupFailed naming what is wrong with the file, or that the installation is in use
 */
export async function stageRestore(
	dataDir: string,
	{ file, kind, database }: { file: string; kind: Database['kind']; database: Database | null }
): Promise<Manifest> {
	if (database && !(await isEmptyInstallation(database.prisma)))
		throw new BackupFailed(
			'failed',
			kind === 'embedded'
				? `this installation is in use: a backup is restored onto an empty one. Stop the server and move ${join(dataDir, CLUSTER)} away, or name another DATA_DIR`
				: 'this database is in use: a backup is restored onto an empty one. Make another database and name it in DATABASE_URL'
		);
	const found = await stat(file).catch(() => null);
	if (!found?.isFile()) throw new BackupFailed('failed', `there is no file ${file}`);
	await mkdir(dataDir, { recursive: true, mode: 0o700 });
	const work = join(dataDir, UNFINISHED);
	try {
		await rm(work, { recursive: true, force: true });
		await mkdir(work, { mode: 0o700 });
		const manifest = await unpackFile(file, work);
		await checkWhole(work, { manifest, kind });
		await eraseAgainLater(dataDir, dirname(file));
		syncTree(work);
		await rm(restoredFolder(dataDir), { recursive: true, force: true });
		await rename(work, restoredFolder(dataDir));
		syncFolder(dataDir);
		return manifest;
	} catch (error) {
		// What was being unpacked when the fault came may still end its writing.
		await rm(work, { recursive: true, force: true, maxRetries: 10 });
		throw backupFailed(error);
	}
}

async function checkWhole(
	folder: string,
	{ manifest, kind }: { manifest: Manifest; kind: Database['kind'] }
): Promise<void> {
	if (manifest.kind !== kind)
		throw new BackupFailed(
			'failed',
			manifest.kind === 'embedded'
				? 'this backup is of the embedded database: restore it without DATABASE_URL'
				: 'this backup is of a PostgreSQL server: name one in DATABASE_URL to restore it'
		);
	const [part, first] = kind === 'embedded' ? [CLUSTER, 'PG_VERSION'] : [DUMP, ''];
	if (!existsSync(join(folder, part, first)))
		throw new BackupFailed('failed', `this backup is not whole: it holds no ${part}`);
	if (kind === 'server') return;
	const version = (await readFile(join(folder, part, first), 'utf8')).trim();
	if (version !== manifest.postgres.split('.')[0])
		throw new BackupFailed('failed', `this backup is not whole: ${part} is of PostgreSQL ${version}`);
}

/**
 * Brings back what lies in `DATA_DIR/restored` for a server's database; nothing for the embedded one.
 * @throws BackupFailed, which also says how to start without it
 */
export async function restoreStagedDump(database: Database, dataDir: string): Promise<void> {
	const folder = restoredFolder(dataDir);
	const dump = join(folder, DUMP);
	if (database.kind === 'embedded' || !existsSync(dump)) return;
	try {
		if (!(await isEmptyInstallation(database.prisma)))
			throw new BackupFailed('failed', 'the database is in use by now');
		// What a first start made: the tables of this version and the demo.
		await database.pool.query('DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public');
		await restoreDump(database.connectionString, dump);
	} catch (error) {
		const { fault, message } = backupFailed(error);
		throw new BackupFailed(
			fault,
			`${dump} could not be restored (remove ${folder} to start without): ${message}`
		);
	}
	await rm(dump);
	syncFolder(folder);
}
