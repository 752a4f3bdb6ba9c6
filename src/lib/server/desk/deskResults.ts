/** The organiser's results of one race: the unpublished list as it stands, and what was published so far. */
import { openFacts } from '#lib/server/results/openFacts.ts';
import type { Gaps } from '#lib/domain/publication/gaps.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { RankBy } from '#lib/domain/timing/facts/course.ts';
import type { ResultStatus } from '#lib/domain/timing/facts/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import type { HonoursPage, PublicationBrief, ResultRow, ResultsQuery } from '#lib/schemas/results.ts';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { deskCourse, type DeskCourse } from './deskCourse.ts';
import { honours } from '#lib/server/results/honours.ts';
import { publicGaps } from '#lib/server/publication/publicGaps.ts';
import { listPublications, publication } from '#lib/server/publication/versions.ts';
import { resultRow, type ListedRow, type ResultList } from '#lib/server/results/resultList.ts';
import { results } from '#lib/server/results/results.ts';

/** `participantId`: a participant who is gone stays in what was published, and has no page. */
export interface DeskResultRow extends ResultRow {
	participantId: string;
	gone: boolean;
}

export interface DeskResultsPage {
	rows: DeskResultRow[];
	total: number;
	page: number;
	pageSize: number;
	by: RankBy;
}

export interface DeskResultsQuery extends ResultsQuery {
	status?: ResultStatus | undefined;
}

export interface DeskResults extends DeskResultsPage {
	races: DeskCourse[];
	/** The one asked for, else the first. */
	race: DeskCourse;
	/** Runners in the whole list without a result of any kind. */
	open: number;
	/** Somebody is in the race, and nobody is open. */
	complete: boolean;
	/** What a public list would tell by its gaps. */
	gaps: Gaps;
	/** The latest first. */
	publications: PublicationBrief[];
	honours: HonoursPage;
}

const PAGE_SIZE = 100;

export async function deskResults(
	app: App,
	caller: Caller,
	{ event, race: wanted, query }: { event: string; race: string | undefined; query: DeskResultsQuery }
): Promise<Result<DeskResults, Refusal>> {
	const facts = await openFacts(app, caller, event, 'see-participants');
	if (!facts.ok) return facts;
	const races = facts.value.event.courses.map(deskCourse);
	const race = wanted === undefined ? races[0] : races.find(({ slug }) => slug === wanted);
	if (!race) return refuse('race-unknown', `the event "${event}" has no race "${wanted ?? ''}"`);
	const { status, ...filters } = query;
	const [found, published, won] = await Promise.all([
		results(app, caller, { event, race: race.slug, query: filters }),
		listPublications(app, caller, { event, race: race.slug }),
		honours(app, caller, { event, race: race.slug })
	]);
	if (!found.ok) return found;
	if (!published.ok) return published;
	if (!won.ok) return won;
	const { list, rows, by, course } = found.value;
	const matching = status === undefined ? rows : rows.filter(({ result }) => result.status === status);
	const open = list.rows.filter(
		({ result }) => result.status === 'not-seen' || result.status === 'on-course'
	).length;
	return ok({
		...pageOf(list, { rows: matching, query, by }),
		races,
		race,
		open,
		complete: open === 0 && list.rows.length > 0,
		gaps: publicGaps(facts.value, course),
		publications: published.value.items,
		honours: won.value
	});
}

export interface DeskVersion extends DeskResultsPage {
	race: DeskCourse;
	brief: PublicationBrief;
	/** Numbers of all versions, the latest first. */
	numbers: number[];
	honours: HonoursPage;
}

/** One version as it was published, with everybody's name. */
export async function deskVersion(
	app: App,
	caller: Caller,
	input: { event: string; race: string; number: number; query: ResultsQuery }
): Promise<Result<DeskVersion, Refusal>> {
	const facts = await openFacts(app, caller, input.event, 'see-participants');
	if (!facts.ok) return facts;
	const { event, race, number: version } = input;
	const [found, published, won] = await Promise.all([
		publication(app, caller, input),
		listPublications(app, caller, input),
		honours(app, caller, { event, race, version })
	]);
	if (!found.ok) return found;
	if (!published.ok) return published;
	if (!won.ok) return won;
	const { list, rows, by, brief, course } = found.value;
	const numbers = published.value.items.map(({ number }) => number);
	return ok({
		...pageOf(list, { rows, query: input.query, by }),
		race: deskCourse(course),
		brief,
		numbers,
		honours: won.value
	});
}

function pageOf(
	{ rounding }: ResultList,
	{ rows, query, by }: { rows: ListedRow[]; query: ResultsQuery; by: RankBy }
): DeskResultsPage {
	const { page = 1, pageSize = PAGE_SIZE } = query;
	const from = (page - 1) * pageSize;
	return {
		rows: rows.slice(from, from + pageSize).map((row) => ({
			...resultRow(row, rounding),
			participantId: row.result.participantId,
			gone: row.entry === null
		})),
		total: rows.length,
		page,
		pageSize,
		by
	};
}
