import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail, redirect } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { app } from '#lib/server/app.ts';
import { organisedEvent } from '#lib/server/desk/desk.ts';
import { deleteEvent } from '#lib/server/events/eventBin.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { orFail } from '../../../refusals.ts';
import { refusalWords } from '../../../refusalWords.ts';
import { text } from '../formValues.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = { load: 'manage-installation', default: 'manage-installation' } satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { name, participants } = orFail(await organisedEvent(app(), locals.caller, params));
	return { name, participants };
};

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const typed = text(await readForm(request), 'name');
		const deleted = await deleteEvent(app(), locals.caller, { event: params.event, typed });
		if (deleted.ok) redirect(303, localizeHref('/organise/bin'));
		const { error } = deleted;
		if (error.why === 'refused')
			return fail(400, { typed, errors: [{ field: '', message: refusalWords(error.refusal) }] });
		const { name } = error;
		const message = typed === '' ? m.delete_name_missing({ name }) : m.delete_name_other({ typed, name });
		return fail(400, { typed, errors: [{ field: 'name', message }] });
	}
};
