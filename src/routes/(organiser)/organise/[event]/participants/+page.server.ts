import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { UuidSchema } from '#lib/schemas/base/common.ts';
import { app } from '#lib/server/app.ts';
import { may } from '#lib/server/access/permissions.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { waitingAliases } from '#lib/server/registration/aliases.ts';
import { cancelDouble, countDoubles, deskDoubles } from '#lib/server/desk/deskDoubles.ts';
import { deskParticipants } from '#lib/server/desk/deskParticipants.ts';
import { changeParticipant } from '#lib/server/registration/participants.ts';
import type { WayBack } from '#lib/ui/form/said.svelte.ts';
import { orFail } from '../../../refusals.ts';
import { refusalWords } from '../../../refusalWords.ts';
import { text } from '../formValues.ts';
import { readListQuery } from './listQuery.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = {
	load: 'see-contact',
	cancel: 'change-participants',
	restore: 'change-participants'
} satisfies RouteVerbs;

const GROUPS_SHOWN = 50;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const query = readListQuery(url.searchParams);
	const [list, doublesTotal] = await Promise.all([
		deskParticipants(app(), locals.caller, { event: params.event, query }).then(orFail),
		countDoubles(app(), locals.caller, params).then(orFail)
	]);
	const from = (query.page - 1) * GROUPS_SHOWN;
	return {
		...list,
		aliasesWaiting: orFail(await waitingAliases(app(), locals.caller, params)),
		query,
		mayPrint: may(locals.caller, 'export', { slug: params.event }),
		doublesTotal,
		/** Null: the whole list is shown. */
		doubles: url.searchParams.has('doubles')
			? {
					groups: orFail(await deskDoubles(app(), locals.caller, params)).slice(from, from + GROUPS_SHOWN),
					page: query.page,
					pageSize: GROUPS_SHOWN
				}
			: null
	};
};

const refused = (message: string) => ({ errors: [{ field: '', message }] });

export const actions: Actions = {
	cancel: async ({ request, locals, params }) => {
		const id = text(await readForm(request), 'id').toLowerCase();
		const cancelled = await cancelDouble(app(), locals.caller, { event: params.event, id });
		if (!cancelled.ok) return fail(400, refused(refusalWords(cancelled.error)));
		if (!cancelled.value) return fail(409, refused(m.organiser_doubles_gone()));
		return {
			done: m.organiser_doubles_cancelled({ bib: cancelled.value.bib ?? '–' }),
			undo: { action: '?/restore&doubles', fields: [['id', id]] } satisfies WayBack
		};
	},
	restore: async ({ request, locals, params }) => {
		const id = UuidSchema.safeParse(text(await readForm(request), 'id'));
		if (!id.success) return fail(400, refused(m.organiser_doubles_gone()));
		const change = { state: 'registered' as const };
		const restored = await changeParticipant(app(), locals.caller, {
			event: params.event,
			id: id.data,
			change
		});
		if (!restored.ok) return fail(400, refused(refusalWords(restored.error)));
		return { done: m.organiser_doubles_restored({ bib: restored.value.bib ?? '–' }) };
	}
};
