import type { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';
import {
	assertShowable,
	readableRows,
	withoutBroken,
	type LeftOut
} from '#lib/server/database/readableRows.ts';

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
	/** When registration opens and closes, epoch milliseconds; null: see RegistrationWindow. */
	opensAtMs: number | null;
	closesAtMs: number | null;
	/** Entries that are not cancelled. */
	participants: number;
}

const parts = {
	races: { select: { registered: true } }
} satisfies Prisma.EventInclude;

/** All events, the latest first; without those that cannot be shown. */
export async function listEvents(db: Db, leftOut: LeftOut): Promise<EventSummary[]> {
	const rows = await readableRows({
		all: () => db.event.findMany({ orderBy: { date: 'desc' }, include: parts }),
		slugs: () => eventSlugs(db),
		one: (slug) => db.event.findUnique({ where: { slug }, include: parts }),
		leftOut
	});
	const events: EventSummary[] = [];
	for (const row of rows) {
		const event = await withoutBroken(() => showable(summaryOf(row)), { slug: row.slug, leftOut });
		if (event) events.push(event);
	}
	return events;
}

/** Of all events, the latest first, whatever their dates hold. */
export async function eventSlugs(db: Db): Promise<string[]> {
	const rows = await db.$queryRaw<{ slug: string }[]>`select slug from event order by date desc, slug`;
	return rows.map(({ slug }) => slug);
}

function showable(event: EventSummary): EventSummary {
	assertShowable(event);
	return event;
}

export async function findEventSummary(db: Db, slug: string): Promise<EventSummary | null> {
	const event = await db.event.findUnique({
		where: { slug },
		include: parts
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
	registrationOpensAt: Date | null;
	registrationClosesAt: Date | null;
	races: { registered: number }[];
}): EventSummary => ({
	id: event.id,
	slug: event.slug,
	name: event.name,
	date: event.date.toISOString().slice(0, 10),
	timeZone: event.timeZone,
	place: event.place,
	status: event.status as EventSummary['status'],
	demo: event.demo,
	opensAtMs: event.registrationOpensAt?.getTime() ?? null,
	closesAtMs: event.registrationClosesAt?.getTime() ?? null,
	participants: event.races.reduce((sum, { registered }) => sum + registered, 0)
});
