/** The backups of this installation, for its owners. */
import { join } from 'node:path';
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import { actorOf, type Caller } from '#lib/server/access/caller.ts';
import { recordAudit } from '#lib/server/access/audit.ts';
import { refusalOf } from '#lib/server/access/permissions.ts';
import type { App } from '#lib/server/app.ts';
import { backupFailed, type BackupFault } from './backupFailed.ts';
import { backupFolder, listBackups, MOST_DAYS, type BackupFile } from './backupFiles.ts';
import { backUp, lastFailure } from './backups.ts';
import { ERASED_IDS, erasedIdsBytes } from './erasedIds.ts';
import type { MadeBackup } from './makeBackup.ts';

export interface Backups {
	/** The newest first. */
	files: BackupFile[];
	failed: ReturnType<typeof lastFailure>;
	/** `HH:MM` by the server's clock; null: by hand only. */
	dailyAt: string | null;
	keep: number;
	mostDays: number;
	/** Somebody was erased: the list goes with a backup that is carried elsewhere. */
	hasErasedIds: boolean;
}

export async function backups(app: App, caller: Caller): Promise<Result<Backups, Refusal>> {
	const refused = refusalOf(caller, 'restore-installation', null);
	if (refused) return refused;
	const { BACKUP_AT, BACKUP_KEEP, DATA_DIR } = app.env;
	return ok({
		files: await listBackups(DATA_DIR),
		failed: lastFailure(app),
		dailyAt: BACKUP_AT === 'off' ? null : BACKUP_AT,
		keep: BACKUP_KEEP,
		mostDays: MOST_DAYS,
		hasErasedIds: (await erasedIdsBytes(DATA_DIR)) !== null
	});
}

/** By an owner's press. A fault is an answer, which the page puts into words. */
export async function backUpNow(
	app: App,
	caller: Caller
): Promise<Result<{ made: MadeBackup } | { fault: BackupFault; message: string }, Refusal>> {
	const refused = refusalOf(caller, 'restore-installation', null);
	if (refused) return refused;
	try {
		return ok({ made: await backUp(app, { by: actorOf(caller) }) });
	} catch (error) {
		const { fault, message } = backupFailed(error);
		return ok({ fault, message });
	}
}

/** What may be downloaded: a name out of an address is looked up, and is never a path. It stands in the audit. */
export async function openBackup(
	app: App,
	caller: Caller,
	{ name, confirmed }: { name: string; confirmed: boolean }
): Promise<Result<{ name: string; path: string; bytes: number } | 'password-first', Refusal>> {
	const refused = refusalOf(caller, 'restore-installation', null);
	if (refused) return refused;
	const { DATA_DIR } = app.env;
	const bytes =
		name === ERASED_IDS
			? await erasedIdsBytes(DATA_DIR)
			: (await listBackups(DATA_DIR)).find((backup) => backup.name === name)?.bytes;
	if (bytes == null) return refuse('not-found', 'there is no such backup any more');
	if (!confirmed) return ok('password-first');
	const actor = actorOf(caller);
	const audit = { eventId: null, actor, action: 'backup-downloaded', details: { name } };
	await recordAudit(app.database.prisma, audit);
	return ok({ name, bytes, path: join(backupFolder(DATA_DIR), name) });
}
