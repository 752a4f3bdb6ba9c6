/** The room on the disk that holds the embedded database. */
import fs from 'node:fs';

/**
 * Two files of the write-ahead log and as much again: with less, the next one that PostgreSQL makes may not fit, and a log that
 * cannot grow ends the database. Megabytes, not per cent: what it needs does not grow with the disk.
 */
export const LEAST_FREE_BYTES = 64 * 1024 * 1024;

/** What a process that is not root may still write in the file system of `folder`; null where the system does not tell. */
export function freeBytes(folder: string): number | null {
	try {
		const { bavail, bsize } = fs.statfsSync(folder);
		return bavail * bsize;
	} catch {
		return null;
	}
}

/** `12 MB`, rounded down. */
export const inMegabytes = (bytes: number): string => `${Math.floor(bytes / 1024 / 1024)} MB`;

/** For the operator, when the database has stopped. @param reason what PostgreSQL said last */
export function whyStopped(dataDir: string, reason: string): string {
	const free = freeBytes(dataDir);
	const said = `the embedded database broke down: ${reason}`;
	const full =
		/no space left|disk full|disk quota/i.test(reason) || (free !== null && free < LEAST_FREE_BYTES);
	if (!full) return `${said}\n\nThe server ends here; started again, it goes on from the last commit.`;
	return [
		said,
		'',
		`The disk of DATA_DIR (${dataDir}) is full${free === null ? '' : `: ${inMegabytes(free)} are free`}.`,
		'Everything that was confirmed is stored. Make room there, and start the server again;',
		'where a service manager restarts it (deploy/awareness-run.service), it comes back by itself.'
	].join('\n');
}
