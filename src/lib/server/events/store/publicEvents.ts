/** Events as the public pages need them, with the campaign in the language asked for (English where it is missing). */
import type { EventPhase } from '#lib/domain/calendar/eventPhase.ts';
import type { EventStatus } from '#lib/domain/calendar/eventStatus.ts';
import {
	meetingPointIn,
	raceNameIn,
	rulesIn,
	type LocalWords,
	type OwnWords,
	type ReadRules
} from '#lib/domain/calendar/ownWords.ts';
import type { Worded } from '#lib/domain/people/questions.ts';
import type { PublicRace } from '#lib/schemas/event/eventPage.ts';
import type { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';
import { findRules } from './formTexts.ts';
import { NOT_BINNED } from './eventBin.ts';
import { eventSlugs } from './eventList.ts';
import { PHASE_PARTS, phaseOf } from './phaseRows.ts';
import { gunsInForce } from '#lib/server/rulings/store/guns.ts';
import {
	assertShowable,
	readableRows,
	withoutBroken,
	type LeftOut
} from '#lib/server/database/readableRows.ts';

export interface PublicEvent {
	id: string;
	status: EventStatus;
	slug: string;
	name: string;
	date: string;
	timeZone: string;
	place: string;
	price: string;
	startAtMs: number | null;
	phase: EventPhase['name'];
	over: boolean;
	entry: EventPhase['entry'];
	entryClosesAtMs: number | null;
	guardianUnderAge: number;
	demo: boolean;
	practice: boolean;
	races: PublicRace[];
	/** What the organiser says in this language, over everything else. */
	local: LocalWords;
	meetingPoint: string | null;
	/** Null: the event has no rules of its own; they are read for its own page alone. */
	rules: ReadRules | null;
	/** The stored campaign document, not parsed; null when the event has none in any language. */
	campaign: unknown;
}

const parts = {
	races: {
		orderBy: { position: 'asc' },
		select: {
			...PHASE_PARTS,
			name: true,
			names: true,
			distanceM: true,
			waves: { select: { id: true, scheduledAt: true } }
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
	if (!row) return null;
	const [event, rules] = await Promise.all([publicEventOf(db, row, reading), findRules(db, row.id)]);
	return { ...event, rules: rulesIn(rules, reading.locale) };
}

/** All events, the latest first; without those that cannot be shown. */
export async function listPublicEvents(db: Db, reading: Reading, leftOut: LeftOut): Promise<PublicEvent[]> {
	const rows = await readableRows({
		all: () =>
			db.event.findMany({ where: NOT_BINNED, orderBy: [{ date: 'desc' }, { slug: 'asc' }], include: parts }),
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
	const status = row.status as EventStatus;
	const phase = phaseOf(row, { guns: await gunsInForce(db, [row.id]), nowMs });
	const words = row.words as OwnWords;
	const campaignIn = (wanted: string) =>
		row.campaigns.find((campaign) => campaign.locale === wanted)?.content;
	return {
		id: row.id,
		status,
		slug: row.slug,
		name: row.name,
		date,
		timeZone: row.timeZone,
		place: row.place,
		price: row.price,
		startAtMs: starts.length > 0 ? Math.min(...starts) : null,
		phase: phase.name,
		over: phase.over,
		entry: phase.entry,
		entryClosesAtMs,
		guardianUnderAge: row.guardianUnderAge,
		demo: row.demo,
		practice: row.practice,
		races: row.races.map(({ slug, name, names, distanceM, timed }) => ({
			slug,
			name: raceNameIn({ name, names: names as Worded }, locale),
			distanceM,
			timed,
			results: phase.races.get(slug)?.results ?? 'none'
		})),
		local: words[locale] ?? {},
		meetingPoint: meetingPointIn(words, locale),
		rules: null,
		campaign: campaignIn(locale) ?? campaignIn('en') ?? null
	};
}
