import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { app } from '#lib/server/app.ts';
import { TOKENS_A_SHEET } from '#lib/server/print/finishTokensPdf.ts';
import { organisedEvent } from '#lib/server/desk/desk.ts';
import { orFail } from '../../../../refusals.ts';
import { tokenFaults } from './tokenFaults.ts';
import type { PageServerLoad } from './$types';

export const _verbs = { load: 'time' } satisfies RouteVerbs;

/** Comes back from the download with the numbers asked for when they cannot be printed. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { event } = params;
	const { participants } = orFail(await organisedEvent(app(), locals.caller, { event }));
	const sheets = Math.max(1, Math.ceil(participants / TOKENS_A_SHEET));
	const asked = url.searchParams.has('from') || url.searchParams.has('to');
	const values = {
		from: url.searchParams.get('from') ?? '1',
		to: url.searchParams.get('to') ?? String(sheets * TOKENS_A_SHEET)
	};
	return { values, errors: asked ? tokenFaults(values) : [], aSheet: TOKENS_A_SHEET };
};
