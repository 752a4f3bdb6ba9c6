import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { app } from '#lib/server/app.ts';
import { deskCourses } from '#lib/server/desk/deskCourse.ts';
import { results, wantedRows } from '#lib/server/results/results.ts';
import { resultsCsv } from '#lib/server/results/resultsCsv.ts';
import { orFail } from '../../../../refusals.ts';
import type { RequestHandler } from './$types';

export const _verbs = { GET: 'export' } satisfies RouteVerbs;

/** The unpublished list with everybody's name. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { event } = params;
	// Refuses everybody but organisers, whom `results` would give the public list.
	const races = orFail(await deskCourses(app(), locals.caller, { event }));
	const race = url.searchParams.get('race') ?? races.find(({ timed }) => timed)?.slug ?? '';
	const answer = orFail(await results(app(), locals.caller, { event, race, query: {} }));
	return new Response('\uFEFF' + resultsCsv(wantedRows(answer, {}), answer.course.race), {
		headers: {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': `attachment; filename="results-${event}-${race}.csv"`
		}
	});
};
