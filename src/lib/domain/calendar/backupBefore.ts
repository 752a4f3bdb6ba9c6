/** Whether a backup is fresh enough for a race day: made on the day before, or later. */
import { zoneOffsetMs } from '#lib/domain/time/zoneOffset.ts';

const DAY_MS = 86_400_000;

export interface BackupFacts {
	/** Civil date of the event, in `timeZone`. */
	date: string;
	timeZone: string;
	/** When the newest backup was made, epoch milliseconds; null: there is none. */
	lastMs: number | null;
}

/** The day before the race begins then, on the clocks of the place. */
function dayBeforeMs({ date, timeZone }: BackupFacts): number {
	const midnightMs = Date.parse(`${date}T00:00:00Z`) - DAY_MS;
	return midnightMs - zoneOffsetMs(midnightMs, timeZone);
}

export const hasBackupBefore = (facts: BackupFacts): boolean =>
	(facts.lastMs ?? -Infinity) >= dayBeforeMs(facts);

/** From the day before on, and until the race day is over, somebody should make one now. */
export const isBackupMissing = (facts: BackupFacts, nowMs: number): boolean =>
	!hasBackupBefore(facts) && nowMs >= dayBeforeMs(facts) && nowMs < dayBeforeMs(facts) + 2 * DAY_MS;
