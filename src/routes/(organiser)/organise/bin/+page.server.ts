import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { eventsInBin, takeEventBack } from '#lib/server/events/eventBin.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { orFail } from '../../refusals.ts';
import { refusalWords } from '../../refusalWords.ts';
import { text } from '../[event]/formValues.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = { load: 'manage-installation', takeBack: 'manage-installation' } satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals }) => ({
	events: orFail(await eventsInBin(app(), locals.caller))
});

export const actions: Actions = {
	takeBack: async ({ request, locals }) => {
		const id = text(await readForm(request), 'id');
		const taken = await takeEventBack(app(), locals.caller, { id });
		if (taken.ok) return { done: m.bin_taken_back({ name: taken.value.name }) };
		const { error } = taken;
		const message = error.reason === 'in-use' ? m.bin_address_taken() : refusalWords(error);
		return fail(400, { errors: [{ field: '', message }] });
	}
};
