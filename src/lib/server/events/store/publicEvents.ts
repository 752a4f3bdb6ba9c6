/** Events as the public pages need them, with the campaign in the language asked for (English where it is missing). */
import type { EntryState, EventStatus, PublicRace } from '#lib/schemas/event/eventPage.ts';
import { registrationState } from '#lib/domain/people/window.ts';
import type { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';
import { eventSlugs } from './eventList.ts';
import { gunsInForce } from '#lib/server/rulings/store/guns.ts';
import {
	assertShowable,
	readableRows,
	withoutBroken,
	type LeftOut
} from '#lib/server/database/readableRows.ts';

export interface PublicEvent {
	slug: string;
	name: string;
	date: string;
	timeZone: string;
	place: string;
	price: string;
	startAtMs: number | null;
	status: EventStatus;
	entry: EntryState;
	entryClosesAtMs: number | null;
	guardianUnderAge: number;
	demo: boolean;
	races: PublicRace[];
	/** The stored campaign document, not parsed; null when the event has none in any language. */
	campaign: unknown;
}

const parts = {
	races: {
		orderBy: { position: 'asc' },
		include: {
			waves: { select: { id: true, scheduledAt: true } },
			publications: { orderBy: { number: 'desc' }, take: 1, select: { state: true } }
		}
	},
	campaigns: true
} satisfies Prisma.EventInclude;
type Row = Prisma.EventGetPayload<{ include: typeof parts }>;

interface Reading {
	locale: string;
	nowMs: number;
}

export async function findPublicEvent(db: Db, slug: string, reading: Reading): Promise<PublicEvent | null> {
	const row = await db.event.findUnique({ where: { slug }, include: parts });
	return row && publicEventOf(db, row, reading);
}

/** All events, the latest first; without those that cannot be shown. */
export async function listPublicEvents(db: Db, reading: Reading, leftOut: LeftOut): Promise<PublicEvent[]> {
	const rows = await readableRows({
		all: () => db.event.findMany({ orderBy: [{ date: 'desc' }, { slug: 'asc' }], include: parts }),
		slugs: () => eventSlugs(db),
		one: (slug) => db.event.findUnique({ where: { slug }, include: parts }),
		leftOut
	});
	const events = await Promise.all(
		rows.map((row) => withoutBroken(() => publicEventOf(db, row, reading), { slug: row.slug, leftOut }))
	);
	return events.filter((event) => event !== null);
}

async function publicEventOf(db: Db, row: Row, { locale, nowMs }: Reading): Promise<PublicEvent> {
	const date = row.date.toISOString().slice(0, 10);
	const entryClosesAtMs = row.registrationClosesAt?.getTime() ?? null;
	const starts = row.races.flatMap(({ waves }) => waves.flatMap((w) => w.scheduledAt?.getTime() ?? []));
	const opensAtMs = row.registrationOpensAt?.getTime() ?? null;
	assertShowable({ date, timeZone: row.timeZone, instants: [opensAtMs, entryClosesAtMs, ...starts] });
	const window = {
		status: row.status,
		opensAtMs,
		closesAtMs: entryClosesAtMs,
		date,
		timeZone: row.timeZone
	};
	const entry = registrationState(window, nowMs);
	const guns = await gunsInForce(db, row.id);
	const running = new Set(
		[...guns].flatMap(([id, { valueMs }]) => (valueMs !== null && valueMs <= nowMs ? id : []))
	);
	const full = row.races.length > 0 && row.races.every(isFull);
	const campaignIn = (wanted: string) =>
		row.campaigns.find((campaign) => campaign.locale === wanted)?.content;
	return {
		slug: row.slug,
		name: row.name,
		date,
		timeZone: row.timeZone,
		place: row.place,
		price: row.price,
		startAtMs: starts.length > 0 ? Math.min(...starts) : null,
		status: row.status as EventStatus,
		entry: entry === 'open' && full ? 'full' : entry,
		entryClosesAtMs,
		guardianUnderAge: row.guardianUnderAge,
		demo: row.demo,
		races: row.races.map((race) => publicRaceOf(race, running)),
		campaign: campaignIn(locale) ?? campaignIn('en') ?? null
	};
}

const isFull = ({ capacity, registered }: Row['races'][number]): boolean =>
	capacity !== null && registered >= capacity;

/** `running`: ids of the waves whose gun has gone off. */
function publicRaceOf(race: Row['races'][number], running: ReadonlySet<string>): PublicRace {
	const { slug, name, distanceM, publications, waves } = race;
	const published = publications[0]?.state as 'provisional' | 'official' | undefined;
	return {
		slug,
		name,
		distanceM,
		results: published ?? (waves.some(({ id }) => running.has(id)) ? 'live' : 'none')
	};
}
