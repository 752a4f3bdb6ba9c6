/** What the organiser's forms offer to choose from: races with their waves, checkpoints and divisions. */
import { ok, type Result } from '#lib/domain/result.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import type { Course } from '#lib/server/events/store/courses.ts';
import { openEvent } from '#lib/server/access/openEvent.ts';

/** Slugs, but for the name of the race and the names of its divisions. */
export interface DeskCourse {
	slug: string;
	name: string;
	/** False: a walk, without results. */
	timed: boolean;
	waves: string[];
	/** In course order. */
	checkpoints: string[];
	divisions: string[];
}

/** In the order of the event document. */
export async function deskCourses(
	app: App,
	caller: Caller,
	{ event }: { event: string }
): Promise<Result<DeskCourse[], Refusal>> {
	const courses = await openEvent(app, caller, event, 'see-desk');
	return courses.ok ? ok(courses.value.courses.map(deskCourse)) : courses;
}

export const deskCourse = ({ race, timed }: Course): DeskCourse => ({
	slug: race.slug,
	name: race.name,
	timed,
	waves: race.waves.map(({ slug }) => slug),
	checkpoints: race.checkpoints.map(({ slug }) => slug),
	divisions: race.divisions.map(({ name }) => name)
});
