/**
 * What goes by itself: a backup a day, and the end of what lies in the bin. A backup that was missed, since the machine was
 * off, is made ten minutes after the next start.
 */
import type { App } from '#lib/server/app.ts';
import { emptyBin } from '#lib/server/events/eventBin.ts';
import { backUp, backupsAtRest, lastBackupMs } from './backups.ts';
import { keepErasedIds } from './erasedIds.ts';

const MINUTE_MS = 60_000;
/** A start has other things to do, and a server that is started again and again should not back up each time. */
const AFTER_START_MS = 10 * MINUTE_MS;
const AFTER_FAILURE_MS = 60 * MINUTE_MS;

export interface Schedule {
	stop(): Promise<void>;
}

export function startSchedule(app: App): Schedule {
	let notBeforeMs = app.now() + AFTER_START_MS;
	let listed = false;
	const look = async (): Promise<void> => {
		// At the first look, since a process may have ended between the two.
		if ((await emptyBin(app)) > 0 || !listed) await keepErasedIds(app);
		listed = true;
		const nowMs = app.now();
		if (nowMs < notBeforeMs) return;
		const dueMs = lastDueMs(app.env.BACKUP_AT, nowMs);
		if (dueMs === null || ((await lastBackupMs(app)) ?? -Infinity) >= dueMs) return;
		notBeforeMs = nowMs + AFTER_FAILURE_MS;
		// What went wrong is logged, and shown to owners.
		await backUp(app, { by: 'schedule' }).catch(() => undefined);
	};
	const timer = setInterval(() => {
		look().catch((error: unknown) => app.log.error({ err: error }, 'the backups could not be looked after'));
	}, MINUTE_MS).unref();
	return {
		async stop() {
			clearInterval(timer);
			await backupsAtRest(app);
		}
	};
}

/** The last instant up to `nowMs` at which a clock of this machine showed `at`; null for `off`. */
export function lastDueMs(at: string, nowMs: number): number | null {
	const [hour, minute] = at.split(':').map(Number);
	if (hour === undefined || minute === undefined) return null;
	const due = new Date(nowMs);
	due.setHours(hour, minute, 0, 0);
	if (due.getTime() > nowMs) due.setDate(due.getDate() - 1);
	return due.getTime();
}
