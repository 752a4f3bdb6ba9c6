/** What changed between two published versions, for whom; pages say it in the reader's language. Organisers only. */
import { openFacts } from '#lib/server/results/openFacts.ts';
import { differences, type Difference } from '#lib/domain/publication/difference.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { courseIn } from '#lib/server/access/courses.ts';
import type { EventFacts } from '#lib/server/results/eventFacts.ts';
import { readPublication } from './publishedList.ts';

/** `name` null: the participant is gone. */
export interface NamedDifference extends Difference {
	bib: string | null;
	name: string | null;
}

export async function versionDifference(
	app: App,
	caller: Caller,
	{ event, race, from, to }: { event: string; race: string; from: number; to: number }
): Promise<Result<NamedDifference[], Refusal>> {
	const facts = await openFacts(app, caller, event, 'see-participants');
	if (!facts.ok) return facts;
	const course = courseIn(facts.value.event, race);
	if (!course.ok) return course;
	const raceId = course.value.id;
	const before = await readPublication(app, { raceId, number: from });
	const after = await readPublication(app, { raceId, number: to });
	if (!before || !after)
		return refuse('publication-unknown', `the race has no publication ${before ? to : from}`);
	return ok(differences(before.published, after.published).map(named(facts.value)));
}

export const named =
	({ entryOf }: Pick<EventFacts, 'entryOf'>) =>
	(difference: Difference): NamedDifference => {
		const entry = entryOf.get(difference.participantId);
		return { ...difference, bib: entry?.participant.bib ?? null, name: entry?.name ?? null };
	};
