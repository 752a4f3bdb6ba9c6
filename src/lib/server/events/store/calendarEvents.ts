import type { EventStatus } from '#lib/domain/calendar/eventStatus.ts';
import type { OwnWords } from '#lib/domain/calendar/ownWords.ts';
import type { Db } from '#lib/server/database/db.ts';

/** What a calendar names of an event. */
export interface CalendarEvent {
	id: string;
	slug: string;
	name: string;
	/** Civil date in `timeZone`. */
	date: string;
	timeZone: string;
	place: string;
	status: EventStatus;
	version: number;
	/** The start that the calendar tells, epoch milliseconds; null when the programme does not say. */
	startAtMs: number | null;
	words: OwnWords;
	/** The campaign documents by language, not parsed. */
	campaigns: Record<string, unknown>;
}

/** What a calendar says of an event; `startAtMs` is the first start of all waves. */
export async function findCalendarEvent(db: Db, slug: string): Promise<CalendarEvent | null> {
	const event = await db.event.findUnique({
		where: { slug },
		include: {
			campaigns: { select: { locale: true, content: true } },
			races: { select: { waves: { select: { scheduledAt: true } } } }
		}
	});
	if (!event) return null;
	const starts = event.races.flatMap(({ waves }) =>
		waves.flatMap((wave) => wave.scheduledAt?.getTime() ?? [])
	);
	return {
		id: event.id,
		slug,
		name: event.name,
		date: event.date.toISOString().slice(0, 10),
		timeZone: event.timeZone,
		place: event.place,
		status: event.status as EventStatus,
		version: event.version,
		startAtMs: starts.length > 0 ? Math.min(...starts) : null,
		words: event.words as OwnWords,
		campaigns: Object.fromEntries(event.campaigns.map(({ locale, content }) => [locale, content]))
	};
}
