/** What the organiser's pages show around the race: the events, and one event with its races and phones. */
import type { Course } from '#lib/server/events/store/courses.ts';
import type { CourseProgress } from '#lib/schemas/progress.ts';
import type { Gaps } from '#lib/domain/publication/gaps.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { openAs, openEvent } from '#lib/server/access/openEvent.ts';
import { timedCourses } from '#lib/server/access/courses.ts';
import { may } from '#lib/server/access/permissions.ts';
import { findEventSummary, listEvents, type EventSummary } from '#lib/server/events/store/eventList.ts';
import { progressOf, raceProgress } from '#lib/server/phones/courseProgress.ts';
import { placesIn } from '#lib/server/events/eventPlaces.ts';
import type { Place } from '#lib/domain/timing/facts/places.ts';
import { tellLeftOut } from '#lib/server/events/leftOut.ts';
import { publicGaps } from '#lib/server/publication/publicGaps.ts';
import type { EventFacts } from '#lib/server/results/eventFacts.ts';
import { openFacts } from '#lib/server/results/openFacts.ts';
import { entriesOf, raceResults } from '#lib/server/results/raceResults.ts';
import { versionText } from '#lib/domain/people/formVersion.ts';
import { gunVersion } from '#lib/server/rulings/gunVersion.ts';
import { gunStartsOf } from '#lib/server/phones/roster.ts';
import { pagesFor, stateOf, type DeskPage, type DeskState } from './shell.ts';

export type { EventSummary };

/** The events whose desk this caller sees, the latest first. */
export async function organisedEvents(app: App, caller: Caller): Promise<Result<EventSummary[], Refusal>> {
	const events = await listEvents(app.database.prisma, { nowMs: app.now(), leftOut: tellLeftOut(app) });
	return ok(events.filter(({ id }) => may(caller, 'see-desk', { id })));
}

export async function organisedEvent(
	app: App,
	caller: Caller,
	{ event: slug }: { event: string }
): Promise<Result<EventSummary, Refusal>> {
	const find = () => findEventSummary(app.database.prisma, { slug, nowMs: app.now() });
	return openAs(caller, { slug, verb: 'see-desk', find });
}

/** What stands around each of an event's pages. */
export interface DeskFrame {
	event: EventSummary;
	/** The caller's other events, the latest first. */
	others: EventSummary[];
	places: Place[];
	/** Those that the caller may open. */
	pages: DeskPage[];
	state: DeskState;
}

export async function deskFrame(
	app: App,
	caller: Caller,
	{ event: slug }: { event: string }
): Promise<Result<DeskFrame, Refusal>> {
	const opened = await openEvent(app, caller, slug, 'see-desk');
	if (!opened.ok) return opened;
	const { id } = opened.value;
	const [state, events] = await Promise.all([stateOf(app, caller, id), organisedEvents(app, caller)]);
	if (!events.ok) return events;
	const listed = events.value.find((event) => event.slug === slug);
	// The list leaves out an event that cannot be shown.
	const event = listed ? ok(listed) : await organisedEvent(app, caller, { event: slug });
	if (!event.ok) return event;
	const others = events.value.filter((other) => other !== listed);
	const places = placesIn(opened.value);
	return ok({ event: event.value, others, places, pages: pagesFor(caller, event.value), state });
}

/** One race as the race-day page shows it. */
export interface DeskRace {
	slug: string;
	name: string;
	/** `gunMs`: the gun in force, epoch milliseconds; `version` of it, as a form names it. */
	waves: { slug: string; gunMs: number | null; version: string }[];
	/** `settled`: with a result of any kind, finished, DNF, DQ or DNS. `neverSeen`: started or expected, and seen nowhere since. */
	counts: { registered: number; onCourse: number; finished: number; settled: number; neverSeen: number };
	/** Number of the last publication; null: none. */
	published: number | null;
	/** What a public list would tell by its gaps. */
	gaps: Gaps;
}

/** One that is not timed. */
export interface DeskWalk {
	slug: string;
	name: string;
	registered: number;
}

export interface RaceDay {
	/** Those with times, in the order of the event document. */
	races: DeskRace[];
	walks: DeskWalk[];
	/** Who should have been seen by now, the longest overdue first. */
	overdue: CourseProgress['onCourse'];
}

export async function raceDay(
	app: App,
	caller: Caller,
	{ event }: { event: string }
): Promise<Result<RaceDay, Refusal>> {
	const facts = await openFacts(app, caller, event, 'see-desk');
	return facts.ok ? ok(raceDayIn(facts.value, app.now())) : facts;
}

export const raceDayIn = (facts: EventFacts, nowMs: number): RaceDay => ({
	races: timedCourses(facts.event).map((course) => deskRace(facts, course)),
	walks: facts.event.courses
		.filter(({ timed }) => !timed)
		.map((course) => ({
			slug: course.race.slug,
			name: course.race.name,
			registered: entriesOf(facts, course).length
		})),
	overdue: progressOf(facts).onCourse.filter(({ overdueMs }) => overdueMs <= nowMs)
});

function deskRace(facts: EventFacts, course: Course): DeskRace {
	const guns = gunStartsOf(course, [...facts.rulings]);
	const counts = {
		registered: entriesOf(facts, course).length,
		onCourse: 0,
		finished: 0,
		settled: 0,
		neverSeen: raceProgress(facts, course).neverSeen
	};
	for (const { status } of raceResults(facts, course).results) {
		if (status === 'finished') counts.finished++;
		if (status === 'on-course') counts.onCourse++;
		else if (status !== 'not-seen') counts.settled++;
	}
	return {
		slug: course.race.slug,
		name: course.race.name,
		waves: course.race.waves.map(({ slug }) => ({
			slug,
			gunMs: guns.get(slug) ?? null,
			version: versionText(gunVersion(course, { wave: slug, rulings: facts.rulings }))
		})),
		counts,
		published: facts.version.published.get(course.race.slug) ?? null,
		gaps: publicGaps(facts, course)
	};
}
