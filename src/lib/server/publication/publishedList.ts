/** A publication as a list: what was stored, with the names that its runners show today. */
import { createHash } from 'node:crypto';
import { closedUp } from '#lib/domain/publication/gaps.ts';
import {
	canonicalText,
	rowsInOrder,
	type PublishedResults
} from '#lib/domain/publication/publishedResults.ts';
import type { RankBy } from '#lib/domain/timing/facts/course.ts';
import type { App } from '#lib/server/app.ts';
import { perApp } from '#lib/server/perApp.ts';
import type { Course } from '#lib/server/events/store/courses.ts';
import { findPublication, type PublicationFacts } from './store/publications.ts';
import { fromFacts, type EventFacts } from '#lib/server/results/eventFacts.ts';
import {
	finishersIn,
	listFor,
	type Audience,
	type ListedResult,
	type ListedRow,
	type ResultList
} from '#lib/server/results/resultList.ts';

export type Publication = PublicationFacts & { published: PublishedResults };

/** Publications never change, so the last few read are kept. */
const KEPT = 8;
const cache = perApp('publications', () => new Map<string, Publication>());

/** Null: no such publication. */
export async function readPublication(
	app: App,
	{ raceId, number }: { raceId: string; number: number }
): Promise<Publication | null> {
	const kept = cache(app);
	const key = `${raceId} ${number}`;
	const known = kept.get(key) ?? (await findPublication(app.database.prisma, { raceId, number }));
	if (!known) return null;
	kept.delete(key);
	kept.set(key, known);
	for (const oldest of kept.keys()) {
		if (kept.size <= KEPT) break;
		kept.delete(oldest);
	}
	return known;
}

/** @throws Error when there is no such publication: `facts` name only those that there are. */
export async function publishedList(
	app: App,
	input: { facts: EventFacts; course: Course; number: number; by: RankBy; audience?: Audience }
): Promise<ResultList> {
	const { course, number } = input;
	const publication = await readPublication(app, { raceId: course.id, number });
	if (!publication) throw new Error(`publication ${number} of race ${course.id} is gone`);
	return listOf(publication, input);
}

export function listOf(
	{ number, state, published }: Publication,
	{
		facts,
		course,
		by,
		audience = 'public'
	}: { facts: EventFacts; course: Course; by: RankBy; audience?: Audience }
): ResultList {
	return fromFacts(facts, `published ${course.id} ${number} ${audience} ${by}`, () => {
		const results = rowsInOrder(published, by).map((row): ListedResult => ({ ...row, ...row[by] }));
		const listed = listFor(audience, { results, entryOf: facts.entryOf });
		const { rounding, withoutGaps = false } = published;
		const rows = withoutGaps && audience === 'public' ? closeUp(listed) : listed;
		return { state, version: number, rounding, withoutGaps, rows, finished: finishersIn(rows) };
	});
}

/** Organisers see the true places; the public those among the runners whom it sees. */
function closeUp(rows: ListedRow[]): ListedRow[] {
	const results = closedUp(rows.map(({ result }) => result));
	return rows.map((row, index) => ({ ...row, result: results[index] ?? row.result }));
}

/** SHA-256, in hex, of the published results in canonical form. */
export const digestOf = (published: PublishedResults): string =>
	createHash('sha256').update(canonicalText(published)).digest('hex');
