import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { error, json } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { bibSheetsProgress } from '#lib/server/print/bibSheets.ts';
import { orFail } from '../../../../../refusals.ts';
import type { RequestHandler } from './$types';

export const _verbs = { GET: 'export' } satisfies RouteVerbs;

/** `?job=…`, the key with which the page asked for the file. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const job = url.searchParams.get('job') ?? '';
	const progress = orFail(await bibSheetsProgress(app(), locals.caller, { event: params.event, job }));
	if (!progress) error(404, { message: 'No such file is being made' });
	return json(progress, { headers: { 'Cache-Control': 'private, no-store' } });
};
