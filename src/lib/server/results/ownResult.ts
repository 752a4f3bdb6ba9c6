/**
 * A runner's own result: always to be seen by the runner, also when nobody else sees it. What is published, as it was
 * published; before that, what the facts say now.
 */
import type { RankBy } from '#lib/domain/timing/facts/course.ts';
import type { ResultRow, ResultState } from '#lib/schemas/results.ts';
import type { App } from '#lib/server/app.ts';
import { courseIn } from '#lib/server/access/courses.ts';
import { eventFacts } from './eventFacts.ts';
import { publishedList } from '#lib/server/publication/publishedList.ts';
import { resultRow } from './resultList.ts';
import { raceList } from './results.ts';

export interface OwnResult {
	state: ResultState;
	by: RankBy;
	row: ResultRow;
}

/** Null: the runner has not been seen yet. */
export async function ownResult(
	app: App,
	{ participantId, eventSlug, raceSlug }: { participantId: string; eventSlug: string; raceSlug: string }
): Promise<OwnResult | null> {
	const facts = await eventFacts(app, eventSlug);
	if (!facts) return null;
	const course = courseIn(facts.event, raceSlug);
	if (!course.ok) return null;
	const by = course.value.race.rankBy;
	const number = facts.version.published.get(raceSlug);
	// The runner's own row is picked out of the whole list; no other row leaves this function.
	const whole = { facts, course: course.value, by, audience: 'organiser' } as const;
	const list =
		number === undefined ? await raceList(app, whole) : await publishedList(app, { ...whole, number });
	const own = list.rows.find(({ result }) => result.participantId === participantId);
	if (!own || own.result.status === 'not-seen') return null;
	if (number !== undefined && list.withoutGaps) {
		const shown = await publishedList(app, { facts, course: course.value, by, number });
		// Whom the public sees reads the places that it reads.
		const inPublic = shown.rows.find(({ result }) => result.participantId === participantId);
		if (inPublic)
			return { state: list.state, by, row: resultRow({ ...own, result: inPublic.result }, list.rounding) };
	}
	return { state: list.state, by, row: resultRow(own, list.rounding) };
}
