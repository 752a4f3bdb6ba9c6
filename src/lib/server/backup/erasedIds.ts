/**
 * Who was erased after a backup was made must not come back with it. The ids of what was erased stand in the database, and
 * beside the backups in `erased-ids.jsonl`, which outlives the database; a restore erases them anew. An id says nothing
 * about anybody once its row is gone.
 */
import { constants } from 'node:fs';
import { copyFile, lstat, open, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { App } from '#lib/server/app.ts';
import { restoredFolder } from '#lib/server/database/embedded/restored.ts';
import { backupFolder, finishFile, prepareBackupFolder } from './backupFiles.ts';
import { findErasedIds, type ErasedId } from './store/erasedIds.ts';

export const ERASED_IDS = 'erased-ids.jsonl';
const ErasedIdSchema = z.object({ kind: z.enum(['event', 'participant']), id: z.uuid() });

/** Brings the list beside the backups up to date. What only the list knows stays in it. */
export async function keepErasedIds({ database, env }: Pick<App, 'database' | 'env'>): Promise<void> {
	const file = join(await prepareBackupFolder(env.DATA_DIR), ERASED_IDS);
	const listed = await readErasedIds(file);
	const known = new Set(listed.map(({ id }) => id));
	const added = (await findErasedIds(database.prisma)).filter(({ id }) => !known.has(id));
	if (added.length === 0) return;
	const text = [...listed, ...added].map((erased) => `${JSON.stringify(erased)}\n`).join('');
	const unfinished = `${file}.unfinished`;
	await rm(unfinished, { force: true });
	const opened = await open(unfinished, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
	try {
		await opened.writeFile(text);
		await opened.sync();
	} finally {
		await opened.close();
	}
	await finishFile(unfinished, file);
}

/** Size of the list beside the backups; null: nobody was erased. */
export const erasedIdsBytes = async (dataDir: string): Promise<number | null> =>
	(await lstat(join(backupFolder(dataDir), ERASED_IDS)).catch(() => null))?.size ?? null;

/** For a restore from elsewhere: the list that lies beside the file goes with it. */
export async function eraseAgainLater(dataDir: string, besideFolder: string): Promise<void> {
	if (resolve(besideFolder) === resolve(backupFolder(dataDir))) return;
	await copyFile(join(besideFolder, ERASED_IDS), join(dataDir, 'restore.unfinished', ERASED_IDS)).catch(
		(error: NodeJS.ErrnoException) => {
			if (error.code !== 'ENOENT') throw error;
		}
	);
}

/** Of the list beside the backups here, and of the one that came with the restored file. */
export async function idsToErase(dataDir: string): Promise<ErasedId[]> {
	const lists = [backupFolder(dataDir), restoredFolder(dataDir)].map((folder) =>
		readErasedIds(join(folder, ERASED_IDS))
	);
	const all = (await Promise.all(lists)).flat();
	return [...new Map(all.map((erased) => [erased.id, erased])).values()];
}

/** A line that cannot be read (cut off by a power cut, of a later version) is passed over. */
async function readErasedIds(file: string): Promise<ErasedId[]> {
	const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return '';
		throw error;
	});
	return text.split('\n').flatMap((line) => {
		try {
			return [ErasedIdSchema.parse(JSON.parse(line))];
		} catch {
			return [];
		}
	});
}
