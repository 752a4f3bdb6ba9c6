/** The checkpoints of an event for the pages of its organisers. */
import { placesOf, type Place } from '#lib/domain/timing/facts/places.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import type { EventCourses } from './store/courses.ts';
import { openEvent } from '#lib/server/access/openEvent.ts';

export const placesIn = ({ courses }: EventCourses): Place[] => placesOf(courses.map(({ race }) => race));

/** In course order. */
export async function eventPlaces(
	app: App,
	caller: Caller,
	{ event: slug }: { event: string }
): Promise<Result<Place[], Refusal>> {
	const event = await openEvent(app, caller, slug, 'see-desk');
	return event.ok ? ok(placesIn(event.value)) : event;
}
