/** The event as its document describes it: read whole. */
import type { OwnWords } from '#lib/domain/calendar/ownWords.ts';
import type { Question, Worded } from '#lib/domain/people/questions.ts';
import { rangeOf } from '#lib/domain/bibs/bibNumber.ts';
import type { EventStatus } from '#lib/domain/calendar/eventStatus.ts';
import type { RaceDocument, StoredDocument } from '#lib/schemas/event/event.ts';
import type { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';
import { gunsInForce, type Gun } from '#lib/server/rulings/store/guns.ts';

export interface StoredEvent {
	id: string;
	slug: string;
	/** Counts edits, from 1. */
	version: number;
	demo: boolean;
	status: EventStatus;
	/** What runners agree to, as the document words it: which version, and since when. Null: there never were any. */
	rules: { version: number; atMs: number } | null;
	/** With the gun in force of each wave. */
	document: StoredDocument;
	/** Race slug → id. */
	raceIds: Map<string, string>;
	/** `race/wave` → id. */
	waveIds: Map<string, string>;
	/** Wave id → the ruling that is its gun. */
	guns: Map<string, Gun>;
}

const parts = {
	rules: { orderBy: { version: 'desc' }, take: 1 },
	races: {
		orderBy: { position: 'asc' },
		include: {
			waves: { orderBy: { position: 'asc' } },
			checkpoints: { orderBy: { position: 'asc' } },
			divisions: { orderBy: { position: 'asc' } }
		}
	}
} satisfies Prisma.EventInclude;
type EventRow = Prisma.EventGetPayload<{ include: typeof parts }>;
type RaceRow = EventRow['races'][number];

export const waveKey = (race: string, wave: string): string => `${race}/${wave}`;

export async function findEvent(db: Db, slug: string): Promise<StoredEvent | null> {
	const row = await db.event.findUnique({ where: { slug }, include: parts });
	if (!row) return null;
	const [rules] = row.rules;
	const guns = await gunsInForce(db, [row.id]);
	return {
		id: row.id,
		slug: row.slug,
		version: row.version,
		demo: row.demo,
		status: row.status as EventStatus,
		rules: rules ? { version: rules.version, atMs: rules.at.getTime() } : null,
		document: documentOf(row, guns),
		raceIds: new Map(row.races.map(({ slug, id }) => [slug, id])),
		waveIds: new Map(
			row.races.flatMap((race) => race.waves.map(({ slug, id }) => [waveKey(race.slug, slug), id] as const))
		),
		guns
	};
}

/** What an event is known by; null when there is no such event. */
export const findEventRef = (
	db: Db,
	slug: string
): Promise<{ id: string; slug: string; status: string } | null> =>
	db.event.findUnique({ where: { slug }, select: { id: true, slug: true, status: true } });

/** As `findEventRef`, the id alone. */
export async function findEventId(db: Db, slug: string): Promise<string | null> {
	return (await findEventRef(db, slug))?.id ?? null;
}

/**
 * Holds the event until the transaction ends, so that edits, imports and registrations come one after another.
 * Rows that only refer to the event (passings) need not wait.
 */
export async function holdEvent(db: Db, eventId: string): Promise<void> {
	await db.$queryRaw`select 1 from event where id = ${eventId}::uuid for no key update`;
}

/** What the columns hold was written from a parsed document, so the closed lists need no second check. */
function documentOf(row: EventRow, guns: Map<string, Gun>): StoredDocument {
	return {
		name: row.name,
		date: row.date.toISOString().slice(0, 10),
		timeZone: row.timeZone,
		place: row.place,
		status: row.status as EventStatus,
		practice: row.practice,
		price: row.price,
		registrationOpensAt: row.registrationOpensAt?.getTime() ?? null,
		registrationClosesAt: row.registrationClosesAt?.getTime() ?? null,
		guardianUnderAge: row.guardianUnderAge,
		questions: row.questions as unknown as Question[],
		words: row.words as OwnWords,
		rules: (row.rules[0]?.texts ?? {}) as Worded,
		races: row.races.map((race) => raceOf(race, guns))
	};
}

function raceOf(race: RaceRow, guns: Map<string, Gun>): RaceDocument {
	return {
		slug: race.slug,
		name: race.name,
		names: race.names as Worded,
		distanceM: race.distanceM,
		timed: race.timed,
		rankBy: race.rankBy as RaceDocument['rankBy'],
		waves: race.waves.map(({ id, slug, scheduledAt }) => ({
			slug,
			gunStart: guns.get(id)?.valueMs ?? null,
			scheduledAt: scheduledAt?.getTime() ?? null
		})),
		checkpoints: race.checkpoints.map((checkpoint) => ({
			slug: checkpoint.slug,
			kind: checkpoint.kind as RaceDocument['checkpoints'][number]['kind'],
			distanceM: checkpoint.distanceM,
			minTimeMs: checkpoint.minTimeMs,
			maxOccurrences: checkpoint.maxOccurrences,
			gapMs: checkpoint.gapMs,
			devices: checkpoint.devices,
			agreeMs: checkpoint.agreeMs
		})),
		startWindowMs: race.startWindowMs,
		rounding: race.rounding as RaceDocument['rounding'],
		ties: race.ties as RaceDocument['ties'],
		divisions: race.divisions.map(({ name, sex, ageFrom, ageTo }) => ({
			name,
			sex: sex as RaceDocument['divisions'][number]['sex'],
			ageFrom,
			ageTo
		})),
		ageOn: race.ageOn as RaceDocument['ageOn'],
		fallbackDivision: race.fallbackDivision,
		capacity: race.capacity,
		ageFrom: race.ageFrom,
		ageTo: race.ageTo,
		bibs: rangeOf(race.bibFrom, race.bibTo),
		awards: race.awards as RaceDocument['awards'],
		teams: race.teams as RaceDocument['teams']
	};
}
