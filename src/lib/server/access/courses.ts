/** What a request names of an event that is open: a race, a checkpoint. */
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { Course, EventCourses } from '#lib/server/events/store/courses.ts';

/** Those with times and results; walks have none. */
export const timedCourses = ({ courses }: Pick<EventCourses, 'courses'>): Course[] =>
	courses.filter(({ timed }) => timed);

/** A race whose times are taken. */
export function courseIn(event: EventCourses, raceSlug: string): Result<Course, Refusal> {
	const course = event.courses.find(({ race }) => race.slug === raceSlug);
	if (course?.timed) return ok(course);
	const has = course ? `does not time "${raceSlug}": there are no results` : `has no race "${raceSlug}"`;
	return refuse('race-unknown', `the event "${event.slug}" ${has}`);
}

/** The event's checkpoint of that name, in whichever race. */
export function refusalOfCheckpoint(event: EventCourses, slug: string): { ok: false; error: Refusal } | null {
	const known = event.courses.some(({ race }) =>
		race.checkpoints.some((checkpoint) => checkpoint.slug === slug)
	);
	if (known) return null;
	const message = `the event "${event.slug}" has no checkpoint "${slug}"`;
	return refuse('invalid-document', message, [{ pointer: '/checkpoint', message, value: slug }]);
}
