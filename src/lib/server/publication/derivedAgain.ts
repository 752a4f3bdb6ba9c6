/** Derives a published version again from the facts that it saw, so that anybody can check that its digest is true. */
import { openFacts } from '#lib/server/results/openFacts.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { Derivation } from '#lib/schemas/results.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import type { Course } from '#lib/server/events/store/courses.ts';
import { loadPassings } from '#lib/server/passings/store/passingFacts.ts';
import { findPublication, findSeenFacts } from './store/publications.ts';
import { courseIn } from '#lib/server/access/courses.ts';
import type { EventFacts } from '#lib/server/results/eventFacts.ts';
import { claimed } from '#lib/server/passings/lateReads.ts';
import { publishedOf, standingAlone } from './preparePublication.ts';
import { digestOf } from './publishedList.ts';

/**
 * Organisers only. `derived` is null where the version cannot be derived again: it was published before its facts were
 * numbered, or the event or its participants were edited since.
 */
export async function derivedAgain(
	app: App,
	caller: Caller,
	{ event, race, number }: { event: string; race: string; number: number }
): Promise<Result<Derivation, Refusal>> {
	const facts = await openFacts(app, caller, event, 'publish');
	if (!facts.ok) return facts;
	const course = courseIn(facts.value.event, race);
	if (!course.ok) return course;
	const which = { raceId: course.value.id, number };
	const { prisma } = app.database;
	const [stored, seen] = await Promise.all([findPublication(prisma, which), findSeenFacts(prisma, which)]);
	if (!stored || !seen) return refuse('publication-unknown', `the race has no publication ${number}`);
	const { digest, published } = stored;
	const { passingsUpTo, rulingsUpTo, documentVersion, entriesVersion, official } = seen;
	if (passingsUpTo === null || rulingsUpTo === null)
		return ok({ digest, derived: null, because: 'not-numbered' });
	const { version } = facts.value;
	if (version.document !== documentVersion || version.entries !== entriesVersion)
		return ok({ digest, derived: null, because: 'edited-since' });
	const past = await pastFacts(app, {
		facts: facts.value,
		course: course.value,
		passingsUpTo,
		rulingsUpTo,
		official
	});
	const shown = { course: course.value, withoutGaps: published.withoutGaps ?? false };
	return ok({ digest, derived: digestOf(publishedOf(past, shown)), because: null });
}

interface Past {
	facts: EventFacts;
	course: Course;
	passingsUpTo: number;
	rulingsUpTo: number;
	/** What the race's first official version had seen by then. */
	official: number | null;
}

/** A seal that another race got later than the numbers here is above them, so today's says the same as that day's. */
async function pastFacts(
	app: App,
	{ facts, course, passingsUpTo, rulingsUpTo, official }: Past
): Promise<EventFacts> {
	const seals = new Map(facts.version.official);
	if (official === null) seals.delete(course.race.slug);
	else seals.set(course.race.slug, official);
	const version = { ...facts.version, official: seals };
	const passings = await loadPassings(app.database.pool, {
		eventId: facts.event.id,
		from: 1,
		upTo: passingsUpTo,
		numberedFrom: Math.min(passingsUpTo, ...seals.values())
	});
	const owners = { version, event: facts.event, whose: facts.whose, entryOf: facts.entryOf };
	return standingAlone({
		...facts,
		version,
		passings: passings.map((passing) => claimed(passing, owners)),
		rulings: facts.rulings.filter(({ ruling }) => ruling.seq <= rulingsUpTo)
	});
}
