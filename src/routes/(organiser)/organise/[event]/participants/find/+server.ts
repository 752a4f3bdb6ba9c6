import { json } from '@sveltejs/kit';
import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { ParticipantsQuerySchema } from '#lib/schemas/participant.ts';
import { app } from '#lib/server/app.ts';
import { findRunners } from '#lib/server/desk/findRunners.ts';
import { orFail } from '../../../../refusals.ts';
import type { RequestHandler } from './$types';

export const _verbs = { GET: 'see-contact' } satisfies RouteVerbs;

/** What the search at the head of the desk proposes while somebody types. What no name can hold finds nobody. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const q = ParticipantsQuerySchema.shape.q.safeParse(url.searchParams.get('q') ?? '').data ?? '';
	return json(orFail(await findRunners(app(), locals.caller, { ...params, q })));
};
