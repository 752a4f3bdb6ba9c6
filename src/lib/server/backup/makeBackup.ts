/** Makes one backup: what the database is made of, copied or dumped, then packed into one file beside the earlier ones. */
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { recordAudit } from '#lib/server/access/audit.ts';
import type { App } from '#lib/server/app.ts';
import { freeBytes, inMegabytes, LEAST_FREE_BYTES } from '#lib/server/database/embedded/diskSpace.ts';
import { CLUSTER, DUMP, packFolder, SECRET, writeManifest } from './archive.ts';
import { BackupFailed, backupFailed } from './backupFailed.ts';
import {
	backupName,
	finishFile,
	listBackups,
	prepareBackupFolder,
	pruneBackups,
	removeUnfinished,
	type BackupFile
} from './backupFiles.ts';
import { dumpDatabase } from './dump.ts';
import { databaseFacts } from './store/databaseFacts.ts';

/** What a backup is made of; also without a server, by the command. */
export type BackupSource = Pick<App, 'database' | 'env' | 'log' | 'now'>;

export interface MadeBackup extends BackupFile {
	/** How long the database answered nobody; null where it went on. */
	pausedMs: number | null;
	/** Names of backups that were removed for it. */
	removed: string[];
}

/**
 * Earlier backups stay, whatever happens.
 * @param by as the audit names it
 * @throws BackupFailed
 */
export async function makeBackup(
	{ database, env, log, now }: BackupSource,
	{ by }: { by: string }
): Promise<MadeBackup> {
	const madeMs = now();
	const { kind } = database;
	const name = backupName(kind, madeMs);
	const work = join(env.DATA_DIR, 'backups', name.replace(/\.tar\.gz$/, '.unfinished'));
	const packed = `${work}.tar.gz`;
	try {
		const folder = await prepareBackupFolder(env.DATA_DIR);
		await removeUnfinished(folder);
		if (existsSync(join(folder, name)))
			throw new BackupFailed('busy', `${name} was made within this second; try again`);
		const facts = await databaseFacts(database.prisma);
		checkSpace(env.DATA_DIR, facts.bytes);
		await mkdir(work, { mode: 0o700 });
		const parts = [database.snapshot ? CLUSTER : DUMP];
		const taken = (await database.snapshot?.(join(work, CLUSTER))) ?? null;
		if (!taken) await dumpDatabase(database.connectionString, join(work, DUMP));
		await writeManifest(work, { format: 1, kind, madeMs, postgres: facts.version });
		const secret = join(env.DATA_DIR, SECRET);
		if (existsSync(secret)) {
			await copyFile(secret, join(work, SECRET));
			parts.push(SECRET);
		}
		await packFolder(work, packed, parts);
		await finishFile(packed, join(folder, name));
		await rm(work, { recursive: true, force: true });
		const removed = await pruneBackups(env.DATA_DIR, { keep: env.BACKUP_KEEP, nowMs: madeMs });
		const details = { name, pausedMs: taken?.pausedMs ?? null };
		await recordAudit(database.prisma, { eventId: null, actor: by, action: 'backup-made', details });
		log.info({ backup: name, pausedMs: taken?.pausedMs, removed: removed.length }, 'backup made');
		const file = (await listBackups(env.DATA_DIR)).find((backup) => backup.name === name);
		if (!file) throw new BackupFailed('failed', `${name} vanished from ${folder}`);
		return { ...file, pausedMs: taken?.pausedMs ?? null, removed };
	} catch (error) {
		await rm(work, { recursive: true, force: true });
		await rm(packed, { force: true });
		throw backupFailed(error);
	}
}

/** The copy and the packed file at their largest. Looked at before, since a disk that fills up ends the database itself. */
function checkSpace(dataDir: string, databaseBytes: number): void {
	const needed = 2 * databaseBytes + LEAST_FREE_BYTES;
	const free = freeBytes(dataDir);
	if (free === null || free >= needed) return;
	throw new BackupFailed(
		'disk-full',
		`a backup takes ${inMegabytes(needed)} on the disk of ${dataDir} and ${inMegabytes(free)} are free; the earlier backups are kept`
	);
}
