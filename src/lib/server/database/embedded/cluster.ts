import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { syncFolder, syncTree } from './durableFiles.ts';
import { openDurablePglite } from './durablePglite.ts';
import { takeRestored } from './restored.ts';

/**
 * Opens the database files in `DATA_DIR/postgres`, with the lock held. A new cluster is made under another name and renamed
 * when it is whole and on the disk, so a process killed while it creates one leaves nothing that looks like a database.
 */
export async function openCluster(options: {
	dataDir: string;
	onCreate: () => void;
	onBroken: (reason: string) => never;
}): Promise<PGlite> {
	const cluster = join(options.dataDir, 'postgres');
	const unfinished = join(options.dataDir, 'postgres.unfinished');
	rmSync(unfinished, { recursive: true, force: true });
	takeRestored(options.dataDir);
	if (!existsSync(cluster)) {
		options.onCreate();
		mkdirSync(unfinished, { mode: 0o700 });
		await (await openDurablePglite(unfinished, options.onBroken)).close();
		syncTree(unfinished);
		renameSync(unfinished, cluster);
		syncFolder(options.dataDir);
	} else if (!existsSync(join(cluster, 'PG_VERSION'))) {
		// PGlite would create a new cluster here and hide that the old one is damaged.
		throw new Error(
			`${cluster} holds no PostgreSQL cluster (PG_VERSION is missing); move it away or restore it from a backup`
		);
	}
	// Left by a killed process; DATA_DIR/lock is what tells whether one is running.
	rmSync(join(cluster, 'postmaster.pid'), { force: true });
	return openDurablePglite(cluster, options.onBroken);
}
