import type { Db } from './db.ts';

export interface EventSummary {
	id: string;
	slug: string;
	name: string;
	/** Civil date, YYYY-MM-DD. */
	date: string;
	timeZone: string;
	place: string;
	status: 'scheduled' | 'cancelled' | 'moved' | 'closed';
	demo: boolean;
	/** Entries that are not cancelled. */
	participants: number;
}

/** All events, the latest first. */
export async function listEvents(db: Db): Promise<EventSummary[]> {
	const events = await db.event.findMany({
		orderBy: { date: 'desc' },
		include: { _count: { select: { participants: { where: { state: 'registered' } } } } }
	});
	return events.map(summaryOf);
}

export async function findEventSummary(db: Db, slug: string): Promise<EventSummary | null> {
	const event = await db.event.findUnique({
		where: { slug },
		include: { _count: { select: { participants: { where: { state: 'registered' } } } } }
	});
	return event && summaryOf(event);
}

const summaryOf = (event: {
	id: string;
	slug: string;
	name: string;
	date: Date;
	timeZone: string;
	place: string;
	status: string;
	demo: boolean;
	_count: { participants: number };
}): EventSummary => ({
	id: event.id,
	slug: event.slug,
	name: event.name,
	date: event.date.toISOString().slice(0, 10),
	timeZone: event.timeZone,
	place: event.place,
	status: event.status as EventSummary['status'],
	demo: event.demo,
	participants: event._count.participants
});
