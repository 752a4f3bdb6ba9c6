import { json } from '@sveltejs/kit';
import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { app } from '#lib/server/app.ts';
import { deskState } from '#lib/server/desk/shell.ts';
import { orFail } from '../../../refusals.ts';
import type { RequestHandler } from './$types';

export const _verbs = { GET: 'see-desk' } satisfies RouteVerbs;

/** What the head of the desk's pages tells of mails and phones; see keepState.ts. */
export const GET: RequestHandler = async ({ locals, params }) =>
	json(orFail(await deskState(app(), locals.caller, params)));
