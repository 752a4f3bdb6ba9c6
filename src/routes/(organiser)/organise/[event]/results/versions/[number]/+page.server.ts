import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { error } from '@sveltejs/kit';
import { ResultsQuerySchema } from '#lib/schemas/results.ts';
import { app } from '#lib/server/app.ts';
import { deskCourses } from '#lib/server/desk/deskCourse.ts';
import { deskVersion } from '#lib/server/desk/deskResults.ts';
import { versionDifference } from '#lib/server/publication/versionDifference.ts';
import { orFail } from '../../../../../refusals.ts';
import type { PageServerLoad } from './$types';

export const _verbs = { load: 'see-participants' } satisfies RouteVerbs;

/** `?from=`: the version that it is compared with; without it the one before. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { event } = params;
	if (!/^[1-9]\d{0,8}$/.test(params.number)) error(404, 'not-found');
	const courses = orFail(await deskCourses(app(), locals.caller, { event }));
	const race = url.searchParams.get('race') ?? courses.find(({ timed }) => timed)?.slug ?? '';
	const number = Number(params.number);
	const { page } = ResultsQuerySchema.pick({ page: true })
		.catch({})
		.parse({ page: url.searchParams.get('page') ?? undefined });
	const version = orFail(await deskVersion(app(), locals.caller, { event, race, number, query: { page } }));
	const others = version.numbers.filter((other) => other !== number);
	const wanted = Number(url.searchParams.get('from'));
	const from = others.includes(wanted) ? wanted : others.find((other) => other < number);
	const changes =
		from === undefined
			? null
			: orFail(await versionDifference(app(), locals.caller, { event, race, from, to: number }));
	return { ...version, others, from: from ?? null, changes };
};
