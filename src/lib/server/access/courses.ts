/** First line of many services: the event's races, if this caller may run it. */
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import { isOrganiserOf, type Caller } from './caller.ts';
import { findCourses, type Course, type EventCourses } from '#lib/server/events/store/courses.ts';

export async function organisedCourses(
	app: App,
	caller: Caller,
	eventSlug: string
): Promise<Result<EventCourses, Refusal>> {
	if (caller.kind === 'public') return refuse('not-signed-in', 'this is for organisers of the event');
	const event = await findCourses(app.database.prisma, { slug: eventSlug });
	if (!event) return refuse('event-unknown', `there is no event "${eventSlug}"`);
	if (!isOrganiserOf(caller, event.id)) return refuse('forbidden', 'this is for organisers of the event');
	return ok(event);
}

export function courseIn(event: EventCourses, raceSlug: string): Result<Course, Refusal> {
	const course = event.courses.find(({ race }) => race.slug === raceSlug);
	return course ? ok(course) : refuse('race-unknown', `the event "${event.slug}" has no race "${raceSlug}"`);
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
