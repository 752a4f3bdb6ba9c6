import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { app } from '#lib/server/app.ts';
import { participantsCsv } from '#lib/server/registration/participantsCsv.ts';
import { orFail } from '../../../../refusals.ts';
import { readListQuery } from '../listQuery.ts';
import type { RequestHandler } from './$types';

export const _verbs = { GET: 'export' } satisfies RouteVerbs;

/** A file with the names of those on the list, filtered and sorted as it is, for organisers; its headings are those that an import takes. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const query = readListQuery(url.searchParams);
	const csv = orFail(await participantsCsv(app(), locals.caller, { event: params.event, query }));
	return new Response(csv, {
		headers: {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': `attachment; filename="participants-${params.event}.csv"`
		}
	});
};
