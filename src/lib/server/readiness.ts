/** Whether the server can do its work: the database answers and can store, and every migration went through. */
import type { App } from '#lib/server/app.ts';
import { databaseFaultOf } from '#lib/server/databaseFault.ts';
import { freeBytes, inMegabytes, LEAST_FREE_BYTES } from '#lib/server/database/embedded/diskSpace.ts';
import { perApp } from '#lib/server/perApp.ts';
import { countUnfinishedMigrations, writeNothing } from '#lib/server/database/migrations.ts';

/** Monitors may ask every second; a server's write-ahead log is written for them this often at most. */
const PROBE_EVERY_MS = 5_000;

/** Why not, in words for the operator; null: it can. */
export async function whyNotReady(app: App): Promise<string | null> {
	const full = whyDiskIsFull(app);
	if (full) return full;
	const { database, log } = app;
	try {
		if ((await countUnfinishedMigrations(database.prisma)) > 0) return 'the database is not migrated';
		if (database.kind === 'server') await probes(app)();
		return null;
	} catch (error) {
		log.warn({ err: error }, 'the database is not ready');
		return 'the database does not answer, or cannot store';
	}
}

/**
 * The embedded database must not try: a write-ahead log that cannot grow ends it. So the free room is asked for instead.
 * Null: there is room, or the database is elsewhere.
 */
export function whyDiskIsFull({ database, env }: App): string | null {
	if (database.kind !== 'embedded') return null;
	const free = freeBytes(env.DATA_DIR);
	if (free === null || free >= LEAST_FREE_BYTES) return null;
	return `the disk of DATA_DIR is full: ${inMegabytes(free)} are free, ${inMegabytes(LEAST_FREE_BYTES)} are needed`;
}

/** A commit that leaves nothing but a line in the write-ahead log: it fails on a full disk and on a standby. */
const probes = perApp('write-probes', ({ database }: App) => {
	let askedMs = -Infinity;
	let last: Promise<void> = Promise.resolve();
	return (): Promise<void> => {
		if (performance.now() - askedMs < PROBE_EVERY_MS) return last;
		askedMs = performance.now();
		last = writeNothing(database.pool).catch((error: unknown) => {
			// A server that lets nobody write messages is none that cannot store.
			if (databaseFaultOf(error) === 'unavailable') throw error;
		});
		return last;
	};
});
