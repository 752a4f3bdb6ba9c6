/** The overview of an event: its races as they stand, and for those who hold it what is left to do. */
import { hasBackupBefore, isBackupMissing } from '#lib/domain/calendar/backupBefore.ts';
import type { Preparation } from '#lib/domain/calendar/preparation.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { may } from '#lib/server/access/permissions.ts';
import type { App } from '#lib/server/app.ts';
import { lastBackupMs } from '#lib/server/backup/backups.ts';
import { findPreviewEnd } from '#lib/server/events/store/previewLinks.ts';
import { openFacts } from '#lib/server/results/openFacts.ts';
import { raceDayIn, type RaceDay } from './desk.ts';
import { preparationIn } from './preparation.ts';

export interface Overview extends RaceDay {
	/** Empty for who cannot do anything about it. */
	preparation: Preparation[];
	/** When the preview link in use ends, epoch milliseconds; null: there is none. */
	previewEndsMs: number | null;
	/** The race is near, and the last backup is old. */
	backupMissing: boolean;
}

export async function overview(
	app: App,
	caller: Caller,
	{ event }: { event: string }
): Promise<Result<Overview, Refusal>> {
	const opened = await openFacts(app, caller, event, 'see-desk');
	if (!opened.ok) return opened;
	const facts = opened.value;
	const nowMs = app.now();
	const day = raceDayIn(facts, nowMs);
	const { id } = facts.event;
	if (!may(caller, 'edit-event', { id }))
		return ok({ ...day, preparation: [], previewEndsMs: null, backupMissing: false });
	const backup = { ...facts.event, lastMs: await lastBackupMs(app) };
	const [preparation, previewEndsMs] = await Promise.all([
		preparationIn(app, { facts, races: day.races, hasBackup: hasBackupBefore(backup) }),
		findPreviewEnd(app.database.prisma, { eventId: id, nowMs })
	]);
	return ok({ ...day, preparation, previewEndsMs, backupMissing: isBackupMissing(backup, nowMs) });
}
