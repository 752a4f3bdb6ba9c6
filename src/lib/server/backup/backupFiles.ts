/**
 * The files of `DATA_DIR/backups`, readable by this user alone. A backup has its name once it is whole and on the disk: what
 * is being written is called otherwise, and what a killed process left of it is removed by the next one.
 */
import { chmod, lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '#lib/server/database/embedded/durableFiles.ts';

export interface BackupFile {
	/** Example: `backup-20261130T033000Z-embedded.tar.gz`. */
	name: string;
	kind: BackupKind;
	/** To the second. */
	madeMs: number;
	bytes: number;
}
export type BackupKind = 'embedded' | 'server';

/** Personal data that somebody had erased does not live on in files for ever. */
export const MOST_DAYS = 30;
const DAY_MS = 86_400_000;
const NAME = /^backup-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-(embedded|server)\.tar\.gz$/;
const UNFINISHED = /^backup-[\dTZ]+-(embedded|server)\.unfinished/;

export const backupFolder = (dataDir: string): string => join(dataDir, 'backups');

export const backupName = (kind: BackupKind, madeMs: number): string =>
	`backup-${new Date(madeMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z-${kind}.tar.gz`;

/** Made when it is missing, and closed to others. */
export async function prepareBackupFolder(dataDir: string): Promise<string> {
	const folder = backupFolder(dataDir);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	await chmod(folder, 0o700);
	return folder;
}

/** What a process that was killed left of a backup; while none is being made. */
export async function removeUnfinished(folder: string): Promise<void> {
	for (const name of await readdir(folder))
		if (UNFINISHED.test(name)) await rm(join(folder, name), { recursive: true, force: true });
}

/** The newest first. */
export async function listBackups(dataDir: string): Promise<BackupFile[]> {
	const folder = backupFolder(dataDir);
	const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return [];
		throw error;
	});
	const files = await Promise.all(names.map((name) => backupCalled(folder, name)));
	return files.filter((file) => file !== null).sort((a, b) => b.madeMs - a.madeMs);
}

/** Null for what is no backup: another file, a folder, a link to elsewhere. */
async function backupCalled(folder: string, name: string): Promise<BackupFile | null> {
	const parts = NAME.exec(name);
	if (!parts) return null;
	const facts = await lstat(join(folder, name)).catch(() => null);
	if (!facts?.isFile()) return null;
	const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
		number,
		number,
		number,
		number,
		number,
		number
	];
	const madeMs = Date.UTC(year, month - 1, day, hour, minute, second);
	return { name, kind: parts[7] as BackupKind, madeMs, bytes: facts.size };
}

/** Gives a file its name once it is on the disk, and so is the name. */
export async function finishFile(unfinished: string, finished: string): Promise<void> {
	await rename(unfinished, finished);
	syncFolder(dirname(finished));
}

/** Leaves the newest `keep`, none of them older than 30 days; answers the names of the removed. */
export async function pruneBackups(
	dataDir: string,
	{ keep, nowMs }: { keep: number; nowMs: number }
): Promise<string[]> {
	const files = await listBackups(dataDir);
	const old = files.filter(({ madeMs }, place) => place >= keep || nowMs - madeMs > MOST_DAYS * DAY_MS);
	for (const { name } of old) await rm(join(backupFolder(dataDir), name), { force: true });
	return old.map(({ name }) => name);
}
