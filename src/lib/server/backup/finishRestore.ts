/** What a restore ends and takes out again, before anybody is served: so that an old backup opens no door and brings nobody back. */
import { existsSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { recordAudit } from '#lib/server/access/audit.ts';
import { restoredFolder } from '#lib/server/database/embedded/restored.ts';
import type { Db } from '#lib/server/database/db.ts';
import { syncFolder } from '#lib/server/database/embedded/durableFiles.ts';
import { eraseEvents } from '#lib/server/events/store/eventErasure.ts';
import { eraseIdentities } from '#lib/server/registration/store/erasure.ts';
import { readManifest, SECRET } from './archive.ts';
import { idsToErase, keepErasedIds } from './erasedIds.ts';
import type { BackupSource } from './makeBackup.ts';
import { restoreStagedDump } from './restore.ts';
import { endWhatWasOpen } from './store/afterRestore.ts';
import { insertErasedIds, type ErasedId } from './store/erasedIds.ts';

export interface Restored {
	/** When the backup was made. */
	madeMs: number;
	/** What came back with it, and is gone again. */
	erased: number;
}

/**
 * To be called at each start, before the database is migrated and used. Null: nothing was restored.
 * Can be called again after it was cut off.
 */
export async function finishRestore(source: BackupSource): Promise<Restored | null> {
	const { database, env, log } = source;
	const folder = restoredFolder(env.DATA_DIR);
	if (!existsSync(folder)) {
		await database.migrate();
		return null;
	}
	const { madeMs } = await readManifest(folder);
	await restoreStagedDump(database, env.DATA_DIR);
	await database.migrate();
	const ids = await idsToErase(env.DATA_DIR);
	const done = await database.prisma.$transaction(
		async (db) => {
			await endWhatWasOpen(db);
			const erased = await eraseAnew(db, ids);
			const details = { madeAt: new Date(madeMs).toISOString(), erased };
			await recordAudit(db, {
				eventId: null,
				actor: 'operator',
				action: 'installation-restored',
				details
			});
			return { madeMs, erased };
		},
		{ timeout: 120_000 }
	);
	await keepErasedIds(source);
	await takeSecret(env.DATA_DIR, folder);
	await rm(folder, { recursive: true, force: true });
	syncFolder(env.DATA_DIR);
	log.info(done, 'backup restored');
	return done;
}

/** The one of the backup belongs to its rows; one that is set by AUTH_SECRET is the operator's to keep. */
async function takeSecret(dataDir: string, folder: string): Promise<void> {
	const secret = join(folder, SECRET);
	if (existsSync(secret)) await copyFile(secret, join(dataDir, SECRET));
}

async function eraseAnew(db: Db, erased: readonly ErasedId[]): Promise<number> {
	const idsOf = (wanted: ErasedId['kind']): string[] =>
		erased.filter(({ kind }) => kind === wanted).map(({ id }) => id);
	const events = await eraseEvents(db, idsOf('event'));
	const people = await eraseIdentities(db, idsOf('participant'));
	await insertErasedIds(db, erased);
	return events + people;
}
