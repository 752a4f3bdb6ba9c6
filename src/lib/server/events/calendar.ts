/** The event as a calendar file: on its page with the first start, in a mail with the start of the runner’s wave. */
import { calendarFile, type CalendarState } from '#lib/domain/calendar/calendarEntry.ts';
import { whereOf } from '#lib/domain/calendar/ownWords.ts';
import type { EventStatus } from '#lib/domain/calendar/eventStatus.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { localizeUrl, toLocale } from '#lib/paraglide/runtime.js';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { isShownTo } from '#lib/server/access/permissions.ts';
import { findCalendarEvent, type CalendarEvent } from './store/calendarEvents.ts';
import { eventWords } from './eventWords.ts';

const CALENDAR_STATES: Record<EventStatus, CalendarState> = {
	draft: 'TENTATIVE',
	published: 'CONFIRMED',
	cancelled: 'CANCELLED',
	postponed: 'TENTATIVE',
	archived: 'CONFIRMED'
};

export function calendarOf(app: App, event: CalendarEvent, locale: string): string {
	const words = eventWords(event, locale);
	const page = localizeUrl(`${app.origin()}/e/${event.slug}`, { locale: toLocale(locale) });
	const entry = {
		id: event.id,
		version: event.version,
		name: words.name,
		place: whereOf(words),
		date: event.date,
		timeZone: event.timeZone,
		startAtMs: event.startAtMs,
		state: CALENDAR_STATES[event.status],
		url: page.href,
		description: words.tagline
	};
	return calendarFile(entry, app.now());
}

export async function eventCalendar(
	app: App,
	caller: Caller,
	{ eventSlug, locale }: { eventSlug: string; locale: string }
): Promise<Result<string, Refusal>> {
	const event = await findCalendarEvent(app.database.prisma, eventSlug);
	if (!event || !isShownTo(caller, event)) return refuse('event-unknown', 'No such event');
	return ok(calendarOf(app, event, locale));
}
