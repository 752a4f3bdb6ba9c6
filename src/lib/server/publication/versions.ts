/** Published versions: listed, read and compared. Older ones stay as they were; names are those of today. */
import { openFacts } from '#lib/server/results/openFacts.ts';
import { differences } from '#lib/domain/publication/difference.ts';
import { publicRunner } from '#lib/domain/publication/visibility.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { formatInstant } from '#lib/schemas/base/common.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { PublicationBrief, ResultsQuery } from '#lib/schemas/results.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { may } from '#lib/server/access/permissions.ts';
import type { Course } from '#lib/server/events/store/courses.ts';
import { listPublications as listStored, type PublicationFacts } from './store/publications.ts';
import { courseIn } from '#lib/server/access/courses.ts';
import { differenceInWords } from './differenceWords.ts';
import type { EventFacts } from '#lib/server/results/eventFacts.ts';
import { listOf, readPublication } from './publishedList.ts';
import { filterRows, type Audience } from '#lib/server/results/resultList.ts';
import type { ResultsAnswer } from '#lib/server/results/results.ts';
import { resultsTag } from '#lib/server/results/resultsTag.ts';

export const briefOf = (
	{ number, state, note, digest, createdMs }: PublicationFacts,
	timeZone: string
): PublicationBrief => ({ number, state, note, digest, createdAt: formatInstant(createdMs, timeZone) });

interface InRace {
	event: string;
	race: string;
}

/** `course`: one of the facts' event. */
interface RaceFacts {
	facts: EventFacts;
	course: Course;
}

/** The latest first. Public. */
export async function listPublications(
	app: App,
	caller: Caller,
	input: InRace
): Promise<Result<{ items: PublicationBrief[] }, Refusal>> {
	const found = await factsAndCourse(app, caller, input);
	if (!found.ok) return found;
	return ok({ items: await publicationsIn(app, found.value) });
}

/** As `listPublications`, where the caller has the event's facts already. */
export async function publicationsIn(app: App, { facts, course }: RaceFacts): Promise<PublicationBrief[]> {
	const stored = await listStored(app.database.prisma, course.id);
	return stored.map((publication) => briefOf(publication, facts.event.timeZone));
}

/** One version as it was published, under today's visibility. */
export async function publication(
	app: App,
	caller: Caller,
	{ number, query, ...input }: InRace & { number: number; query: ResultsQuery }
): Promise<Result<ResultsAnswer & { brief: PublicationBrief }, Refusal>> {
	const found = await factsAndCourse(app, caller, input);
	return found.ok ? publicationIn(app, caller, { ...found.value, number, query }) : found;
}

/** As `publication`, where the caller has the event's facts already. */
export async function publicationIn(
	app: App,
	caller: Caller,
	{ facts, course, number, query }: RaceFacts & { number: number; query: ResultsQuery }
): Promise<Result<ResultsAnswer & { brief: PublicationBrief }, Refusal>> {
	const stored = await readPublication(app, { raceId: course.id, number });
	if (!stored) return unknownPublication(number);
	const audience: Audience = may(caller, 'see-participants', facts.event) ? 'organiser' : 'public';
	const by = query.by ?? stored.published.rankBy;
	const list = listOf(stored, { facts, course, by, audience });
	const etag = resultsTag(facts, { audience, list });
	const brief = briefOf(stored, facts.event.timeZone);
	return ok({ etag, audience, list, by, rows: filterRows(list.rows, query), course, brief });
}

/** What changed between two versions, a line for each runner. The public reads of those whom it may see. */
export async function publicationDifference(
	app: App,
	caller: Caller,
	{ from, to, ...input }: InRace & { from: number; to: number }
): Promise<Result<{ from: number; to: number; lines: string[] }, Refusal>> {
	const found = await factsAndCourse(app, caller, input);
	if (!found.ok) return found;
	const { facts, course } = found.value;
	const before = await readPublication(app, { raceId: course.id, number: from });
	const after = await readPublication(app, { raceId: course.id, number: to });
	if (!before || !after) return unknownPublication(before ? to : from);
	const everyone = may(caller, 'see-participants', facts.event);
	// A line tells both states, so the public has to be allowed both.
	const lines = differences(before.published, after.published).flatMap((difference) => {
		const entry = facts.entryOf.get(difference.participantId) ?? null;
		const shown = [difference.before, difference.after].every(
			(state) =>
				state === null || (entry && publicRunner(entry, { finished: state.status === 'finished' }) !== null)
		);
		const visible = everyone || shown;
		return visible ? [differenceInWords(difference, entry?.participant.bib ?? null)] : [];
	});
	return ok({ from, to, lines });
}

async function factsAndCourse(
	app: App,
	caller: Caller,
	{ event, race }: InRace
): Promise<Result<RaceFacts, Refusal>> {
	const opened = await openFacts(app, caller, event, 'see-public');
	if (!opened.ok) return opened;
	const facts = opened.value;
	const course = courseIn(facts.event, race);
	return course.ok ? ok({ facts, course: course.value }) : course;
}

const unknownPublication = (number: number) =>
	refuse('publication-unknown', `the race has no publication ${number}`);
