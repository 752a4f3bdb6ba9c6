/** What the organiser's pages show around the race: the events, and one event with its races and phones. */
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/problem.ts';
import type { App } from '../app.ts';
import { isOrganiserOf, type Caller } from '../caller.ts';
import { organisedCourses } from './courses.ts';
import { findEventSummary, listEvents, type EventSummary } from '../store/eventList.ts';

/** The events that this caller organises, the latest first. */
export async function organisedEvents(app: App, caller: Caller): Promise<Result<EventSummary[], Refusal>> {
	const events = await listEvents(app.database.prisma);
	return ok(events.filter(({ id }) => isOrganiserOf(caller, id)));
}

export async function organisedEvent(
	app: App,
	caller: Caller,
	{ event: slug }: { event: string }
): Promise<Result<EventSummary, Refusal>> {
	const event = await findEventSummary(app.database.prisma, slug);
	if (!event || !isOrganiserOf(caller, event.id))
		return refuse('event-unknown', `There is no event ${slug}.`);
	return ok(event);
}

/** Slugs of the checkpoints of all races, in course order, each once. */
export async function eventCheckpoints(
	app: App,
	caller: Caller,
	{ event: slug }: { event: string }
): Promise<Result<string[], Refusal>> {
	const event = await organisedCourses(app, caller, slug);
	if (!event.ok) return event;
	return ok([
		...new Set(
			event.value.courses.flatMap(({ race }) => race.checkpoints.map((checkpoint) => checkpoint.slug))
		)
	]);
}
