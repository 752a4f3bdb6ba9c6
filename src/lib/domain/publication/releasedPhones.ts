/** When the phones of an event may forget the reads that the server has: nobody will ask them for a second look any more. */
import { instantAt } from '#lib/domain/time/timeOfDay.ts';

const DAY_MS = 86_400_000;
/** The time for protests, and for the organiser to ask a volunteer. */
export const AFTER_OFFICIAL_MS = DAY_MS;
/** An event that is never published holds no phone for ever. */
export const AFTER_EVENT_MS = 90 * DAY_MS;

export interface ReleaseFacts {
	/** Civil date of the event, YYYY-MM-DD. */
	date: string;
	timeZone: string;
	/** Of each race the last version, epoch milliseconds; null: none was published. */
	versions: ({ state: 'provisional' | 'official'; createdMs: number } | null)[];
}

/** True 24 h after the last version of every race was published as official, or 90 days after the event's day began. */
export function phonesReleased({ date, timeZone, versions }: ReleaseFacts, nowMs: number): boolean {
	if (nowMs >= instantAt({ date, msOfDay: 0, timeZone }) + AFTER_EVENT_MS) return true;
	return (
		versions.length > 0 &&
		versions.every((last) => last?.state === 'official' && nowMs >= last.createdMs + AFTER_OFFICIAL_MS)
	);
}
