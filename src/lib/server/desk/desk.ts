/** What the organiser's pages show around the race: the events, and one event with its races and phones. */
import { openFacts } from '#lib/server/results/openFacts.ts';
import type { Gaps } from '#lib/domain/publication/gaps.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { openAs } from '#lib/server/access/openEvent.ts';
import { may } from '#lib/server/access/permissions.ts';
import { findEventSummary, listEvents, type EventSummary } from '#lib/server/events/store/eventList.ts';
import { raceProgress } from '#lib/server/phones/courseProgress.ts';
import { tellLeftOut } from '#lib/server/events/leftOut.ts';
import { publicGaps } from '#lib/server/publication/publicGaps.ts';
import { entriesOf, raceResults } from '#lib/server/results/raceResults.ts';
import { gunStartsOf } from '#lib/server/phones/roster.ts';

export type { EventSummary };

/** The events whose desk this caller sees, the latest first. */
export async function organisedEvents(app: App, caller: Caller): Promise<Result<EventSummary[], Refusal>> {
	const events = await listEvents(app.database.prisma, tellLeftOut(app));
	return ok(events.filter(({ id }) => may(caller, 'see-desk', { id })));
}

export async function organisedEvent(
	app: App,
	caller: Caller,
	{ event: slug }: { event: string }
): Promise<Result<EventSummary, Refusal>> {
	const find = () => findEventSummary(app.database.prisma, slug);
	return openAs(caller, { slug, verb: 'see-desk', find });
}

/** One race as the race-day page shows it. */
export interface DeskRace {
	slug: string;
	name: string;
	/** `gunMs`: the gun in force, epoch milliseconds. */
	waves: { slug: string; gunMs: number | null }[];
	/** `settled`: with a result of any kind, finished, DNF, DQ or DNS. `neverSeen`: started or expected, and seen nowhere since. */
	counts: { registered: number; onCourse: number; finished: number; settled: number; neverSeen: number };
	/** Number of the last publication; null: none. */
	published: number | null;
	/** What a public list would tell by its gaps. */
	gaps: Gaps;
}

export async function deskRaces(
	app: App,
	caller: Caller,
	{ event }: { event: string }
): Promise<Result<DeskRace[], Refusal>> {
	const facts = await openFacts(app, caller, event, 'see-desk');
	if (!facts.ok) return facts;
	return ok(
		facts.value.event.courses.map((course): DeskRace => {
			const guns = gunStartsOf(course, [...facts.value.rulings]);
			const counts = {
				registered: entriesOf(facts.value, course).length,
				onCourse: 0,
				finished: 0,
				settled: 0,
				neverSeen: raceProgress(facts.value, course).neverSeen
			};
			for (const { status } of raceResults(facts.value, course).results) {
				if (status === 'finished') counts.finished++;
				if (status === 'on-course') counts.onCourse++;
				else if (status !== 'not-seen') counts.settled++;
			}
			return {
				slug: course.race.slug,
				name: course.race.name,
				waves: course.race.waves.map(({ slug }) => ({ slug, gunMs: guns.get(slug) ?? null })),
				counts,
				published: facts.value.version.published.get(course.race.slug) ?? null,
				gaps: publicGaps(facts.value, course)
			};
		})
	);
}
