/** What a phone needs to judge reads with no network: rules, guns and bibs, and no names. */
import { ok, type Result } from '#lib/domain/result.ts';
import { decide, rulingsInForce, type Decisions } from '#lib/domain/timing/rulings/decisions.ts';
import { aboutKept } from '#lib/domain/timing/rulings/aboutKept.ts';
import { formatInstant } from '#lib/schemas/base/common.ts';
import type { Roster, RosterRace } from '#lib/schemas/pairing.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import { refusalOfRevoked } from './phoneReader.ts';
import { findCourses, type Course, type EventCourses } from '#lib/server/events/store/courses.ts';
import {
	findFactsVersion,
	loadRosterEntries,
	type RosterEntry
} from '#lib/server/results/store/raceFacts.ts';
import { loadMergedEntries } from '#lib/server/results/store/mergedEntries.ts';
import { listRulings, type StoredRuling } from '#lib/server/rulings/store/rulings.ts';

export interface RosterAnswer {
	etag: string;
	/** Null: the caller has the one with this ETag. */
	roster: Roster | null;
}

/** @param input.etags those that the caller has; with the present one among them nothing else is read. */
export async function roster(
	app: App,
	caller: Caller,
	{ event: slug, etags = [] }: { event: string; etags?: string[] }
): Promise<Result<RosterAnswer, Refusal>> {
	const find = async () => {
		const version = await findFactsVersion(app.database.pool, slug);
		return version && { id: version.eventId, status: version.status, version };
	};
	const opened = await openAs(caller, { slug, verb: 'see-roster', find });
	if (!opened.ok) return opened;
	const revoked = refusalOfRevoked(caller);
	if (revoked) return revoked;
	const { id: eventId, version } = opened.value;
	const etag = `"roster-${eventId.slice(0, 8)}-${version.document}-${version.entries}-${version.ruling}"`;
	if (etags.includes(etag)) return ok({ etag, roster: null });

	const event = await findCourses(app.database.prisma, { id: eventId });
	if (!event) return refuse('event-unknown', `there is no event "${slug}"`);
	const [stored, entries, merged] = await Promise.all([
		listRulings(app.database.prisma, eventId),
		loadRosterEntries(app.database.pool, eventId),
		loadMergedEntries(app.database.pool, eventId)
	]);
	const rulings = aboutKept(stored, merged);
	const decided = new Map(event.courses.map((course) => [course.race.slug, decidedOf(course, rulings)]));
	const { name, date, timeZone } = event;
	return ok({
		etag,
		roster: {
			event: { slug, name, date, timeZone },
			races: event.courses.map((course) => rosterRace(course, { rulings, timeZone })),
			bibs: entries.map((entry) => rosterBib(entry, decided))
		}
	});
}

export async function rosterRaces(app: App, event: EventCourses): Promise<RosterRace[]> {
	const rulings = await listRulings(app.database.prisma, event.id);
	return event.courses.map((course) => rosterRace(course, { rulings, timeZone: event.timeZone }));
}

/** Rulings of one race, and those about passings, which belong to none. */
export const rulingsOf = (course: Course, rulings: readonly StoredRuling[]) =>
	rulings.filter(({ raceId }) => raceId === course.id || raceId === null).map(({ ruling }) => ruling);

const decidedOf = (course: Course, rulings: readonly StoredRuling[]): Decisions =>
	decide(rulingsOf(course, rulings));

/** Wave → the gun in force in epoch milliseconds; null: not started. */
export function gunStartsOf(course: Course, rulings: readonly StoredRuling[]): Map<string, number | null> {
	const starts = new Map<string, number | null>(course.race.waves.map(({ slug }) => [slug, null]));
	for (const ruling of rulingsInForce(rulingsOf(course, rulings)))
		if (ruling.type === 'wave-start') starts.set(ruling.waveSlug, ruling.valueMs);
	return starts;
}

function rosterRace(
	course: Course,
	{ rulings, timeZone }: { rulings: readonly StoredRuling[]; timeZone: string }
): RosterRace {
	const { slug, name, distanceM, startWindowMs, checkpoints } = course.race;
	return {
		slug,
		name,
		distanceM,
		startWindowMs,
		waves: [...gunStartsOf(course, rulings)].map(([wave, gunMs]) => ({
			slug: wave,
			gunStart: gunMs === null ? null : formatInstant(gunMs, timeZone)
		})),
		checkpoints
	};
}

function rosterBib(
	{ bib, code, runner }: RosterEntry,
	decided: Map<string, Decisions>
): Roster['bibs'][number] {
	if (!runner) return { bib, code, race: null, wave: null };
	const moved = decided.get(runner.race)?.participants.get(runner.participantId)?.waveSlug;
	return { bib, code, race: runner.race, wave: moved ?? runner.wave };
}
