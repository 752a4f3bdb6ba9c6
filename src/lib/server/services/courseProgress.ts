/** Who is on the course and where they are expected, for spotters' phones: bibs and times, no names. */
import { ok, type Result } from '#lib/domain/result.ts';
import { decide } from '#lib/domain/timing/decisions.ts';
import { expectedRunners } from '#lib/domain/timing/expected.ts';
import type { CourseProgress } from '#lib/schemas/progress.ts';
import { refuse, type Refusal } from '#lib/schemas/problem.ts';
import type { App } from '../app.ts';
import { isOrganiserOf, type Caller } from '../caller.ts';
import type { Course } from '../store/courses.ts';
import { eventFacts, type EventFacts } from './eventFacts.ts';
import { entriesOf, raceResults } from './raceResults.ts';
import { gunStartsOf, rulingsOf } from './roster.ts';

export async function courseProgress(
	app: App,
	caller: Caller,
	{ event: slug }: { event: string }
): Promise<Result<{ etag: string; progress: CourseProgress }, Refusal>> {
	const facts = await eventFacts(app, slug);
	if (!facts) return refuse('event-unknown', `there is no event "${slug}"`);
	const { id: eventId } = facts.event;
	if (caller.kind === 'device' && caller.eventId !== eventId)
		return refuse('wrong-event', 'this phone is paired with another event');
	if (caller.kind === 'device' && caller.revokedMs !== null)
		return refuse('token-revoked', 'the token of this phone was revoked; pair it again');
	if (caller.kind !== 'device' && !isOrganiserOf(caller, eventId))
		return refuse('forbidden', 'who is on the course is for paired phones and organisers of the event');
	const { document, entries, arrival, ruling } = facts.version;
	return ok({
		etag: `"progress-${eventId.slice(0, 8)}-${document}-${entries}-${arrival}-${ruling}"`,
		progress: {
			onCourse: facts.event.courses
				.flatMap((course) => onCourse(facts, course))
				.sort((a, b) => a.expectedMs - b.expectedMs)
		}
	});
}

function onCourse(facts: EventFacts, course: Course): CourseProgress['onCourse'] {
	const guns = gunStartsOf(course, facts.rulings);
	const moved = decide(rulingsOf(course, facts.rulings)).participants;
	const entries = entriesOf(facts, course);
	const bibs = new Map(entries.map(({ participant }) => [participant.id, participant.bib]));
	const gunStarts = new Map(
		entries.map(({ participant: { id, waveSlug } }) => [
			id,
			guns.get(moved.get(id)?.waveSlug ?? waveSlug) ?? null
		])
	);
	const { results } = raceResults(facts, course);
	return expectedRunners({ race: course.race, results, gunStarts }).flatMap(
		({ participantId, ...expected }) => {
			const bib = bibs.get(participantId);
			return bib ? [{ bib, race: course.race.slug, ...expected }] : [];
		}
	);
}
