/**
 * How a backup's files become the database's: they lie whole and synced in `DATA_DIR/restored`, and the next start takes them
 * over before it opens anything. What a restore ends (sessions, links) is left to who opened the database; until that is
 * done the folder's note stays, so that a process killed in between does it at the next start.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from './durableFiles.ts';

export const restoredFolder = (dataDir: string): string => join(dataDir, 'restored');

/** With the lock held. */
export function takeRestored(dataDir: string): void {
	const folder = restoredFolder(dataDir);
	const files = join(folder, 'postgres');
	if (!existsSync(files)) return;
	const cluster = join(dataDir, 'postgres');
	rmSync(cluster, { recursive: true, force: true });
	renameSync(files, cluster);
	syncFolder(folder);
	syncFolder(dataDir);
}
