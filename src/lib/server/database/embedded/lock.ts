/**
 * One process owns the embedded database. `DATA_DIR/lock` is made before PGlite opens the files, so it also holds while the
 * first start creates them. Its content appears together with the file (a link to a finished one), so a lock is never empty.
 * Example: `{"pid":812,"startedAt":"3fe1b0c2-…/51293"}`.
 */
import { linkSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseUnavailable } from '#lib/server/database/databaseUnavailable.ts';
import { socketOf } from './dataFolder.ts';
import { syncFolder, writeDurably } from './durableFiles.ts';
import { identityOf, isRunning, type ProcessIdentity } from './processIdentity.ts';

export interface DataFolderLock {
	release(): void;
}

/** Longer than any process needs between judging a lock stale and replacing it, two system calls later. */
const SETTLE_MS = 150;

/**
 * @param dataDir as `prepareDataFolder` answered it
 * @throws DatabaseUnavailable when a living process holds the folder
 */
export async function lockDataFolder(dataDir: string): Promise<DataFolderLock> {
	const lock = join(dataDir, 'lock');
	const candidate = `${lock}.${process.pid}.${Math.random().toString(36).slice(2)}`;
	const own = JSON.stringify(identityOf(process.pid));
	writeDurably(candidate, own);
	try {
		if (!create(candidate, lock)) await replaceStale({ dataDir, lock, candidate, own });
		syncFolder(dataDir);
	} finally {
		rmSync(candidate, { force: true });
	}
	return {
		release() {
			if (read(lock) === own) rmSync(lock, { force: true });
		}
	};
}

function create(candidate: string, lock: string): boolean {
	try {
		linkSync(candidate, lock);
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
		throw error;
	}
}

async function replaceStale(paths: {
	dataDir: string;
	lock: string;
	candidate: string;
	own: string;
}): Promise<void> {
	const { dataDir, lock, candidate, own } = paths;
	const found = read(lock);
	if (found === undefined) {
		// Given back since: whoever links first has it.
		if (create(candidate, lock)) return;
		throw inUse(dataDir, read(lock));
	}
	const holder = parse(found);
	// A process in another container has an id that means nothing here; its socket still answers.
	if ((holder && isRunning(holder)) || (await answers(socketOf(dataDir)))) throw inUse(dataDir, found);
	if (read(lock) !== found) throw inUse(dataDir, read(lock));
	renameSync(candidate, lock);
	// Others may have judged the same lock stale at the same moment: the last to rename has it.
	await delay(SETTLE_MS);
	if (read(lock) !== own) throw inUse(dataDir, read(lock));
}

function inUse(dataDir: string, found: string | undefined): DatabaseUnavailable {
	const holder = found === undefined ? undefined : parse(found);
	return new DatabaseUnavailable(
		`${dataDir} is in use by ${holder ? `process ${holder.pid}` : 'another process'}: the embedded database belongs to one process. ` +
			'Stop that one, give this one a DATA_DIR of its own, or use a PostgreSQL server (DATABASE_URL).'
	);
}

function read(lock: string): string | undefined {
	try {
		return readFileSync(lock, 'utf8');
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
		throw error;
	}
}

function parse(text: string): ProcessIdentity | undefined {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number')
			return undefined;
		const startedAt = 'startedAt' in value && typeof value.startedAt === 'string' ? value.startedAt : null;
		return { pid: value.pid, startedAt };
	} catch {
		return undefined;
	}
}

function answers(path: string): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(path);
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
}
