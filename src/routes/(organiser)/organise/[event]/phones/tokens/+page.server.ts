import { app } from '#lib/server/app.ts';
import { deskRaces } from '#lib/server/services/desk.ts';
import { TOKENS_A_SHEET } from '#lib/server/services/finishTokensPdf.ts';
import { orFail } from '../../../../refusals.ts';
import { tokenFaults } from './tokenFaults.ts';
import type { PageServerLoad } from './$types';

/** Comes back from the download with the numbers asked for when they cannot be printed. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const races = orFail(await deskRaces(app(), locals.caller, params));
	const runners = races.reduce((sum, { counts }) => sum + counts.registered, 0);
	const whole = Math.max(1, Math.ceil(runners / TOKENS_A_SHEET)) * TOKENS_A_SHEET;
	const asked = url.searchParams.has('from') || url.searchParams.has('to');
	const values = {
		from: url.searchParams.get('from') ?? '1',
		to: url.searchParams.get('to') ?? String(whole)
	};
	return { values, errors: asked ? tokenFaults(values) : [], aSheet: TOKENS_A_SHEET };
};
