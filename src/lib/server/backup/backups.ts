/** A new backup of this installation, whoever asks for it: one is made at a time. */
import type { App } from '#lib/server/app.ts';
import { perApp } from '#lib/server/perApp.ts';
import { BackupFailed, backupFailed, type BackupFault } from './backupFailed.ts';
import { listBackups } from './backupFiles.ts';
import { makeBackup, type MadeBackup } from './makeBackup.ts';

interface Work {
	underWay: Promise<MadeBackup> | null;
	/** Of the last try, when it failed. */
	failed: { atMs: number; fault: BackupFault; message: string } | null;
}
const workOf = perApp('backup', (): Work => ({ underWay: null, failed: null }));

/** @param by as the audit names it @throws BackupFailed, `busy` while another one is made */
export async function backUp(app: App, { by }: { by: string }): Promise<MadeBackup> {
	const work = workOf(app);
	if (work.underWay) throw new BackupFailed('busy', 'a backup is being made already');
	work.underWay = makeBackup(app, { by });
	try {
		const made = await work.underWay;
		work.failed = null;
		return made;
	} catch (error) {
		const { fault, message } = backupFailed(error);
		// There is one that is not a second old: nothing to warn of.
		if (fault !== 'busy') {
			work.failed = { atMs: app.now(), fault, message };
			app.log.error({ fault, reason: message }, 'no backup was made');
		}
		throw error;
	} finally {
		work.underWay = null;
	}
}

/** Why the last try made none; null: it did. */
export const lastFailure = (app: App): Work['failed'] => workOf(app).failed;

/** For the end of the process: waits for the one under way. */
export async function backupsAtRest(app: App): Promise<void> {
	await workOf(app).underWay?.catch(() => undefined);
}

/** When the newest was made, epoch milliseconds; null: there is none. */
export const lastBackupMs = async (app: App): Promise<number | null> =>
	(await listBackups(app.env.DATA_DIR))[0]?.madeMs ?? null;
