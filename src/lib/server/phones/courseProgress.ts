/** Who is on the course and where they are expected, for spotters' phones: bibs and times, no names. */
import { ok, type Result } from '#lib/domain/result.ts';
import { expectedRunners, neverSeen } from '#lib/domain/timing/running/expected.ts';
import { gunStartsOfRunners, raceContext } from '#lib/domain/timing/judging/raceContext.ts';
import type { CourseProgress } from '#lib/schemas/progress.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import { timedCourses } from '#lib/server/access/courses.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import type { Course } from '#lib/server/events/store/courses.ts';
import { openFacts } from '#lib/server/results/openFacts.ts';
import { fromFacts, type EventFacts } from '#lib/server/results/eventFacts.ts';
import { entriesOf, raceResults } from '#lib/server/results/raceResults.ts';
import { refusalOfRevoked } from './phoneReader.ts';
import { rulingsOf } from './roster.ts';

export async function courseProgress(
	app: App,
	caller: Caller,
	{ event: slug }: { event: string }
): Promise<Result<{ etag: string; progress: CourseProgress }, Refusal>> {
	const opened = await openFacts(app, caller, slug, 'see-progress');
	if (!opened.ok) return opened;
	const revoked = refusalOfRevoked(caller);
	if (revoked) return revoked;
	const facts = opened.value;
	const { id: eventId } = facts.event;
	const { document, entries, arrival, ruling } = facts.version;
	return ok({
		etag: `"progress-${eventId.slice(0, 8)}-${document}-${entries}-${arrival}-${ruling}"`,
		progress: progressOf(facts)
	});
}

/** Of all races; worked out once for the facts, since every phone asks twice a minute. */
export const progressOf = (facts: EventFacts): CourseProgress =>
	fromFacts(facts, 'course progress', () => {
		const races = timedCourses(facts.event).map((course) => raceProgress(facts, course));
		return {
			onCourse: races.flatMap(({ onCourse }) => onCourse).sort((a, b) => a.expectedMs - b.expectedMs),
			neverSeen: races.reduce((sum, race) => sum + race.neverSeen, 0)
		};
	});

/** Of one race, worked out once for the facts. */
export const raceProgress = (facts: EventFacts, course: Course): CourseProgress =>
	fromFacts(facts, `course progress ${course.id}`, () => {
		const { race } = course;
		const participants = entriesOf(facts, course).map(({ participant }) => participant);
		const bibs = new Map(participants.map(({ id, bib }) => [id, bib]));
		const context = raceContext({ race, rulings: rulingsOf(course, facts.rulings) });
		const gunStarts = gunStartsOfRunners(context, participants);
		const { results } = raceResults(facts, course);
		const onCourse = expectedRunners({ race, results, gunStarts }).flatMap(
			({ participantId, ...expected }) => {
				const bib = bibs.get(participantId);
				return bib ? [{ bib, race: race.slug, ...expected }] : [];
			}
		);
		return { onCourse, neverSeen: neverSeen({ race, results, gunStarts }).length };
	});
