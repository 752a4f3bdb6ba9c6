/** The one door to an event: its facts, or why this caller may not have them. */
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import { findCourses, type EventCourses } from '#lib/server/events/store/courses.ts';
import type { Caller } from './caller.ts';
import { isShownTo, refusalOf } from './permissions.ts';
import type { Verb } from '#lib/domain/access/roles.ts';

/** The event with its races. Refusals: `not-signed-in`, `forbidden`, `wrong-event`, `event-unknown`; a draft is unknown to all but its team. */
export const openEvent = (
	app: App,
	caller: Caller,
	slug: string,
	verb: Verb
): Promise<Result<EventCourses, Refusal>> =>
	openAs(caller, { slug, verb, find: () => findCourses(app.database.prisma, { slug }) });

/**
 * As `openEvent`, for services that read the event in another way, such as in their transaction.
 * @param options.find null: there is no such event
 */
export async function openAs<Event extends { id: string; status: string }>(
	caller: Caller,
	{ slug, verb, find }: { slug: string; verb: Verb; find: () => Promise<Event | null> }
): Promise<Result<Event, Refusal>> {
	const anywhere = refusalOf(caller, verb, null);
	if (anywhere) return anywhere;
	const event = await find();
	if (!event || !isShownTo(caller, event)) return refuse('event-unknown', `there is no event "${slug}"`);
	return refusalOf(caller, verb, { id: event.id }) ?? ok(event);
}
