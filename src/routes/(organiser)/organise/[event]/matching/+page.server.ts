import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { decideMatching } from '#lib/server/rulings/decideMatching.ts';
import { organisedEvent } from '#lib/server/desk/desk.ts';
import { deskMatchings } from '#lib/server/desk/deskMatching.ts';
import { orFail } from '../../../refusals.ts';
import { text } from '../formValues.ts';
import { undo, wayBack } from '../wayBack.ts';
import { actOfForm, actRefusalWords, whyOf } from './actForm.ts';
import { shownRows } from './shownRows.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = { load: 'time', decide: 'time', undo: 'time' } satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('desk:matching');
	const matchings = orFail(await deskMatchings(app(), locals.caller, params));
	const line = url.searchParams.get('line');
	const matching = matchings.find(({ checkpoint }) => checkpoint === line) ?? matchings[0];
	return {
		lines: matchings.map(({ checkpoint }) => checkpoint),
		matching: matching ? shownRows(matching, url.searchParams) : null
	};
};

export const actions: Actions = {
	decide: async ({ request, locals, params }) => {
		const form = await readForm(request, { long: ['pairs', 'rulings'] });
		const row = text(form, 'row');
		const { timeZone } = orFail(await organisedEvent(app(), locals.caller, params));
		const act = actOfForm(form, timeZone);
		if (!act.ok) return fail(400, { errors: [{ field: `value-${row}`, message: act.error }] });
		const decided = await decideMatching(app(), locals.caller, {
			event: params.event,
			checkpoint: text(form, 'line'),
			act: act.value,
			why: whyOf(act.value)
		});
		if (!decided.ok)
			return fail(400, {
				errors: [{ field: row && `value-${row}`, message: actRefusalWords(act.value, decided.error) }]
			});
		return { undo: wayBack(decided.value), done: m.match_done({ count: decided.value.length }) };
	},
	undo
};
