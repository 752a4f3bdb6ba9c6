/** THE results of a race: web page, live board, JSON and CSV all come from here. */
import { ok, type Result } from '#lib/domain/result.ts';
import type { RankBy } from '#lib/domain/timing/facts/course.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import { MAX_PAGE_SIZE, type ResultRow, type ResultsPage, type ResultsQuery } from '#lib/schemas/results.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { may } from '#lib/server/access/permissions.ts';
import type { Course } from '#lib/server/events/store/courses.ts';
import { courseIn } from '#lib/server/access/courses.ts';
import { fromFacts, type EventFacts } from './eventFacts.ts';
import { openFacts } from './openFacts.ts';
import { publishedList } from '#lib/server/publication/publishedList.ts';
import {
	filterRows,
	finishersIn,
	listFor,
	resultRow,
	type Audience,
	type ListedRow,
	type ResultList
} from './resultList.ts';
import { raceResults } from './raceResults.ts';
import { resultsTag } from './resultsTag.ts';

const PAGE_SIZE = 200;

export interface ResultsInput {
	event: string;
	race: string;
	query: ResultsQuery;
}

export interface ResultsAnswer {
	/** Changes whenever anything that these results show may have changed. With its quotes. */
	etag: string;
	audience: Audience;
	list: ResultList;
	by: RankBy;
	/** What matches the query, over all pages. */
	rows: ListedRow[];
	course: Course;
}

/**
 * Organisers get the unpublished state. Everyone else gets the last publication, and until there is one the running race,
 * both under the runners' visibility of this moment.
 */
export async function results(
	app: App,
	caller: Caller,
	{ event, ...wanted }: ResultsInput
): Promise<Result<ResultsAnswer, Refusal>> {
	const opened = await openFacts(app, caller, event, 'see-public');
	return opened.ok ? resultsOf(app, caller, { facts: opened.value, ...wanted }) : opened;
}

/** As `results`, where the caller has the event's facts already. */
export async function resultsOf(
	app: App,
	caller: Caller,
	{ facts, race, query }: { facts: EventFacts; race: string; query: ResultsQuery }
): Promise<Result<ResultsAnswer, Refusal>> {
	const course = courseIn(facts.event, race);
	if (!course.ok) return course;
	const audience = may(caller, 'see-participants', facts.event) ? 'organiser' : 'public';
	const by = query.by ?? course.value.race.rankBy;
	const list = await raceList(app, { facts, course: course.value, audience, by });
	const rows = filterRows(list.rows, query);
	return ok({ etag: resultsTag(facts, { audience, list }), audience, list, by, rows, course: course.value });
}

/** One page of them. @param answer of `results` with the same query */
export function resultsPage({ list, rows, by }: ResultsAnswer, query: ResultsQuery): ResultsPage {
	const { page = 1, pageSize = PAGE_SIZE } = query;
	const from = (page - 1) * pageSize;
	return {
		items: rowsOf(list, rows.slice(from, from + pageSize)),
		total: rows.length,
		page,
		pageSize,
		version: list.version,
		state: list.state,
		withoutGaps: list.withoutGaps,
		by
	};
}

/** All rows that match, or the page that is asked for. */
export function wantedRows({ list, rows }: ResultsAnswer, { page, pageSize }: ResultsQuery): ResultRow[] {
	if (page === undefined && pageSize === undefined) return rowsOf(list, rows);
	const size = pageSize ?? MAX_PAGE_SIZE;
	const from = ((page ?? 1) - 1) * size;
	return rowsOf(list, rows.slice(from, from + size));
}

const rowsOf = ({ rounding }: ResultList, rows: ListedRow[]): ResultRow[] =>
	rows.map((row) => resultRow(row, rounding));

export interface RaceListInput {
	facts: EventFacts;
	course: Course;
	audience: Audience;
	by?: RankBy;
}

/** The whole list of a race for one audience; worked out once for the facts. */
export async function raceList(
	app: App,
	{ facts, course, audience, by = course.race.rankBy }: RaceListInput
): Promise<ResultList> {
	const number = facts.version.published.get(course.race.slug);
	if (audience === 'public' && number !== undefined) return publishedList(app, { facts, course, number, by });
	return fromFacts(facts, `list ${course.id} ${audience} ${by}`, () => {
		const { results } = raceResults(facts, course, by);
		const rows = listFor(audience, { results, entryOf: facts.entryOf });
		const { rounding } = course.race;
		return { state: 'live', version: 0, rounding, withoutGaps: false, rows, finished: finishersIn(rows) };
	});
}
