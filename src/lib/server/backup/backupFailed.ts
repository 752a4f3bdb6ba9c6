/** Why there is no new backup, or no restore. `disk-full`, `no-program` and `busy` are what a person can mend. */
export const BACKUP_FAULTS = ['busy', 'disk-full', 'no-program', 'failed'] as const;
export type BackupFault = (typeof BACKUP_FAULTS)[number];

/** `message` is for the operator: it names the file, the program or the space that is missing. */
export class BackupFailed extends Error {
	override name = 'BackupFailed';
	readonly fault: BackupFault;
	constructor(fault: BackupFault, message: string, options?: ErrorOptions) {
		super(message, options);
		this.fault = fault;
	}
}

/** What a file, a program or the database threw, with a full disk told apart. */
export function backupFailed(error: unknown): BackupFailed {
	if (error instanceof BackupFailed) return error;
	const said = error instanceof Error ? error.message : String(error);
	const full = /ENOSPC|EDQUOT|no space left|disk quota/i.test(said);
	return new BackupFailed(full ? 'disk-full' : 'failed', said, { cause: error });
}
