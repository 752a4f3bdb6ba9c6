import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail, redirect } from '@sveltejs/kit';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { COPY_FIELDS, type CopyValues } from '#lib/schemas/event/copiedEvent.ts';
import { app } from '#lib/server/app.ts';
import { copyEvent, offeredCopy } from '#lib/server/events/copyEvent.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { orFail } from '../../../refusals.ts';
import { refusalWords } from '../../../refusalWords.ts';
import { copyFaultWords, takenWords } from '../../new/words.ts';
import { text } from '../formValues.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = { load: 'manage-installation', default: 'manage-installation' } satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { name, values } = orFail(await offeredCopy(app(), locals.caller, params));
	return { name, values };
};

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const form = await readForm(request);
		const values = Object.fromEntries(COPY_FIELDS.map((field) => [field, text(form, field)])) as CopyValues;
		const made = await copyEvent(app(), locals.caller, { event: params.event, values });
		if (made.ok) redirect(303, localizeHref(`/organise/${made.value.slug}`));
		const { error } = made;
		if (error.why === 'faults')
			return fail(400, { values, errors: error.faults.map((fault) => copyFaultWords(fault, values)) });
		const taken = error.refusal.reason === 'in-use';
		const fault = taken ? takenWords(values) : { field: '', message: refusalWords(error.refusal) };
		return fail(taken ? 409 : 400, { values, errors: [fault] });
	}
};
