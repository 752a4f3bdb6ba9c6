/**
 * A copy of the embedded database's files while it runs. The copy is made in the database's own thread, between two messages
 * of its clients, so nothing is written meanwhile: what is copied is as after a power cut, which the next start recovers from.
 * A checkpoint just before keeps that recovery short, and the write-ahead log that has to be copied small.
 */
import fs from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

/** What the thread is asked to copy. */
export interface CopyOrder {
	copyTo: string;
	/** Names of the first and the last file of the write-ahead log that the copy needs. */
	wal: { first: string; last: string };
}

/**
 * Waits for its turn, and holds it until the copy is made: nobody else gets an answer meanwhile.
 * @param copy has the thread copy
 */
export async function takeSnapshot(
	pool: pg.Pool,
	copyTo: string,
	copy: (order: CopyOrder) => Promise<void>
): Promise<{ pausedMs: number }> {
	const client = await pool.connect();
	try {
		const beganMs = performance.now();
		await client.query('CHECKPOINT');
		// A transaction under way keeps the turn: no other client writes between this look and the copy.
		await client.query('BEGIN');
		const { rows } = await client.query<CopyOrder['wal']>(
			`SELECT redo_wal_file AS first, pg_walfile_name(pg_current_wal_insert_lsn()) AS last
			FROM pg_control_checkpoint()`
		);
		const wal = rows[0];
		if (!wal) throw new Error('the database does not say where its last checkpoint is');
		await copy({ copyTo, wal });
		return { pausedMs: Math.round(performance.now() - beganMs) };
	} finally {
		await client.query('ROLLBACK').catch(() => undefined);
		client.release();
	}
}

/** In the thread. The folder must not be there yet; a disk that is full leaves a part of it, which the caller removes. */
export function copyCluster(cluster: string, { copyTo, wal }: CopyOrder): void {
	const copyFolder = (from: string, to: string): void => {
		fs.mkdirSync(to, { mode: 0o700 });
		for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
			const [source, target] = [join(from, entry.name), join(to, entry.name)];
			if (entry.isDirectory()) copyFolder(source, target);
			else if (entry.isFile() && isNeeded(entry.name, wal))
				// Where the file system can, both share what neither has changed, and nothing is copied at all.
				fs.copyFileSync(source, target, fs.constants.COPYFILE_FICLONE);
		}
	};
	copyFolder(cluster, copyTo);
}

const WAL_FILE = /^[0-9A-F]{24}$/;

/** Old files of the log are behind the checkpoint, and those that are kept for later hold what was in them before. */
const isNeeded = (name: string, { first, last }: CopyOrder['wal']): boolean =>
	name !== 'postmaster.pid' && (!WAL_FILE.test(name) || (name >= first && name <= last));
