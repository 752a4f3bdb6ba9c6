/** The races of an event as the domain's `Race`, with the defaults of the timing rules filled in. */
import type { EventStatus } from '#lib/domain/calendar/eventStatus.ts';
import type { AwardCategory, Checkpoint, Race, Sex, TeamRules } from '#lib/domain/timing/facts/course.ts';
import { defaultMinTimeMs } from '#lib/domain/timing/facts/minTime.ts';
import type { Prisma } from '#lib/server/database/client/client.ts';
import type { Db } from '#lib/server/database/db.ts';

export interface Course {
	id: string;
	/** False: a walk, which has no results. */
	timed: boolean;
	race: Race;
	/** Slug of a wave → its id. */
	waveIds: ReadonlyMap<string, string>;
}

export interface EventCourses {
	id: string;
	slug: string;
	name: string;
	/** Civil date, YYYY-MM-DD. */
	date: string;
	timeZone: string;
	status: EventStatus;
	/** In the order of the event document. */
	courses: Course[];
}

const PARTS = {
	races: {
		orderBy: { position: 'asc' },
		include: {
			waves: { orderBy: { position: 'asc' } },
			checkpoints: { orderBy: { position: 'asc' } },
			divisions: { orderBy: { position: 'asc' } }
		}
	}
} as const;
type Row = Prisma.EventGetPayload<{ include: typeof PARTS }>;
type RaceRow = Row['races'][number];

/** Guns are null here: the one in force is a ruling, which `deriveResults` applies. */
export async function findCourses(
	db: Db,
	where: { slug: string } | { id: string }
): Promise<EventCourses | null> {
	const event = await db.event.findUnique({ where, include: PARTS });
	if (!event) return null;
	const date = event.date.toISOString().slice(0, 10);
	return {
		id: event.id,
		slug: event.slug,
		name: event.name,
		date,
		timeZone: event.timeZone,
		status: event.status as EventStatus,
		courses: event.races.map((race) => courseOf(race, date))
	};
}

const courseOf = (row: RaceRow, date: string): Course => ({
	id: row.id,
	timed: row.timed,
	waveIds: new Map(row.waves.map(({ slug, id }) => [slug, id])),
	race: {
		slug: row.slug,
		name: row.name,
		distanceM: row.distanceM,
		rankBy: row.rankBy as Race['rankBy'],
		rounding: row.rounding as Race['rounding'],
		ties: row.ties as Race['ties'],
		startWindowMs: row.startWindowMs,
		ageOn: row.ageOn as Race['ageOn'],
		date,
		waves: row.waves.map(({ slug }) => ({ slug, gunStartMs: null })),
		checkpoints: row.checkpoints.map((checkpoint) => checkpointOf(checkpoint, row.distanceM)),
		divisions: row.divisions.map(({ name, sex, ageFrom, ageTo }) => ({
			name,
			sex: sex as Sex | null,
			ageFrom,
			ageTo
		})),
		fallbackDivision: row.fallbackDivision,
		awards: row.awards as unknown as AwardCategory[],
		teams: row.teams as unknown as TeamRules[]
	}
});

function checkpointOf(row: RaceRow['checkpoints'][number], raceDistanceM: number): Checkpoint {
	const { slug, distanceM, maxOccurrences, gapMs, devices, agreeMs } = row;
	const kind = row.kind as Checkpoint['kind'];
	return {
		slug,
		kind,
		distanceM,
		minTimeMs: row.minTimeMs ?? defaultMinTimeMs({ kind, distanceM, raceDistanceM }),
		maxOccurrences,
		gapMs,
		devices,
		agreeMs
	};
}
