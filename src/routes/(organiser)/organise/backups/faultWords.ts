import * as m from '#lib/paraglide/messages.js';
import type { BackupFault } from '#lib/server/backup/backupFailed.ts';

/** Why there is no new backup. What a program said stands behind it, as it said it. */
export const faultWords: Record<BackupFault, () => string> = {
	busy: m.backup_busy,
	'disk-full': m.backup_disk_full,
	'no-program': m.backup_no_program,
	failed: m.backup_failed
};

/** `busy` is no fault of the server: the page was asked twice. */
export const faultStatus: Record<BackupFault, number> = {
	busy: 409,
	'disk-full': 507,
	'no-program': 503,
	failed: 500
};
