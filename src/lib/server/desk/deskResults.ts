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
import { courseIn, timedCourses } from '#lib/server/access/courses.ts';
import { deskChecks, type CheckGroup } from './deskChecks.ts';
import { deskCourse, type DeskCourse } from './deskCourse.ts';
import { honoursIn } from '#lib/server/results/honours.ts';
import { publicGaps } from '#lib/server/publication/publicGaps.ts';
import { publicationIn, publicationsIn } from '#lib/server/publication/versions.ts';
import { resultRow, type ListedRow, type ResultList } from '#lib/server/results/resultList.ts';
import { resultsOf } from '#lib/server/results/results.ts';

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
	/** What to look at before publishing, the most urgent first. */
	checks: CheckGroup[];
	honours: HonoursPage;
}

const PAGE_SIZE = 100;

export async function deskResults(
	app: App,
	caller: Caller,
	{ event, race: wanted, query }: { event: string; race: string | undefined; query: DeskResultsQuery }
): Promise<Result<DeskResults, Refusal>> {
	const opened = await openFacts(app, caller, event, 'see-participants');
	if (!opened.ok) return opened;
	const facts = opened.value;
	const courses = timedCourses(facts.event);
	const course = wanted === undefined ? courses[0] : courses.find(({ race }) => race.slug === wanted);
	if (!course) return refuse('race-unknown', `the event "${event}" has no race "${wanted ?? ''}"`);
	const { status, ...filters } = query;
	const [found, published, won] = await Promise.all([
		resultsOf(app, caller, { facts, race: course.race.slug, query: filters }),
		publicationsIn(app, { facts, course }),
		honoursIn(app, caller, { facts, race: course.race.slug })
	]);
	if (!found.ok) return found;
	if (!won.ok) return won;
	const { list, rows, by } = found.value;
	const matching = status === undefined ? rows : rows.filter(({ result }) => result.status === status);
	const open = list.rows.filter(
		({ result }) => result.status === 'not-seen' || result.status === 'on-course'
	).length;
	return ok({
		...pageOf(list, { rows: matching, query, by }),
		races: courses.map(deskCourse),
		race: deskCourse(course),
		open,
		complete: open === 0 && list.rows.length > 0,
		gaps: publicGaps(facts, course),
		checks: deskChecks(facts, { course, nowMs: app.now() }),
		publications: published,
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
	const opened = await openFacts(app, caller, input.event, 'see-participants');
	if (!opened.ok) return opened;
	const facts = opened.value;
	const course = courseIn(facts.event, input.race);
	if (!course.ok) return course;
	const { number, query } = input;
	const race = { facts, course: course.value };
	const [found, published, won] = await Promise.all([
		publicationIn(app, caller, { ...race, number, query }),
		publicationsIn(app, race),
		honoursIn(app, caller, { facts, race: input.race, version: number })
	]);
	if (!found.ok) return found;
	if (!won.ok) return won;
	const { list, rows, by, brief } = found.value;
	return ok({
		...pageOf(list, { rows, query, by }),
		race: deskCourse(course.value),
		brief,
		numbers: published.map((version) => version.number),
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
