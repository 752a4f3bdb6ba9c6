import type { EventPhaseName } from '#lib/domain/calendar/eventPhase.ts';
import type { EventStatus } from '#lib/domain/calendar/eventStatus.ts';
import type { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';
import { gunsInForce } from '#lib/server/rulings/store/guns.ts';
import { NOT_BINNED } from './eventBin.ts';
import { PHASE_PARTS, phaseOf } from './phaseRows.ts';
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
	status: EventStatus;
	phase: EventPhaseName;
	/** The day is behind, or the event is put away. */
	over: boolean;
	/** False: its races are walks, without results. */
	timed: boolean;
	practice: boolean;
	demo: boolean;
	/** When registration opens and closes, epoch milliseconds; null: see RegistrationWindow. */
	opensAtMs: number | null;
	closesAtMs: number | null;
	/** Entries that are not cancelled. */
	participants: number;
}

const parts = {
	races: { orderBy: { position: 'asc' }, select: PHASE_PARTS }
} satisfies Prisma.EventInclude;
type Row = Prisma.EventGetPayload<{ include: typeof parts }>;

/** All events, the latest first; without those that cannot be shown. */
export async function listEvents(
	db: Db,
	{ nowMs, leftOut }: { nowMs: number; leftOut: LeftOut }
): Promise<EventSummary[]> {
	const rows = await readableRows({
		all: () => db.event.findMany({ where: NOT_BINNED, orderBy: { date: 'desc' }, include: parts }),
		slugs: () => eventSlugs(db),
		one: (slug) => db.event.findUnique({ where: { slug }, include: parts }),
		leftOut
	});
	const guns = await gunsInForce(
		db,
		rows.map(({ id }) => id)
	);
	const events: EventSummary[] = [];
	for (const row of rows) {
		const event = await withoutBroken(() => showable(summaryOf(row, { guns, nowMs })), {
			slug: row.slug,
			leftOut
		});
		if (event) events.push(event);
	}
	return events;
}

/** Of all events, the latest first, whatever their dates hold. */
export async function eventSlugs(db: Db): Promise<string[]> {
	const rows = await db.$queryRaw<{ slug: string }[]>`
		select slug from event where binned_at is null order by date desc, slug`;
	return rows.map(({ slug }) => slug);
}

function showable(event: EventSummary): EventSummary {
	assertShowable(event);
	return event;
}

export async function findEventSummary(
	db: Db,
	{ slug, nowMs }: { slug: string; nowMs: number }
): Promise<EventSummary | null> {
	const row = await db.event.findUnique({ where: { slug }, include: parts });
	return row && summaryOf(row, { guns: await gunsInForce(db, [row.id]), nowMs });
}

function summaryOf(row: Row, at: Parameters<typeof phaseOf>[1]): EventSummary {
	const { name, over } = phaseOf(row, at);
	return {
		id: row.id,
		slug: row.slug,
		name: row.name,
		date: row.date.toISOString().slice(0, 10),
		timeZone: row.timeZone,
		place: row.place,
		status: row.status as EventStatus,
		phase: name,
		over,
		timed: row.races.some(({ timed }) => timed),
		practice: row.practice,
		demo: row.demo,
		opensAtMs: row.registrationOpensAt?.getTime() ?? null,
		closesAtMs: row.registrationClosesAt?.getTime() ?? null,
		participants: row.races.reduce((sum, { registered }) => sum + registered, 0)
	};
}
