import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail, redirect } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { app } from '#lib/server/app.ts';
import { NEW_RACE_FIELDS } from '#lib/schemas/event/race/newRace.ts';
import { addRace, removeRace } from '#lib/server/events/eventRaces.ts';
import { eventSettings } from '#lib/server/events/eventSettings.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { orFail } from '../../../../refusals.ts';
import { refusalWords } from '../../../../refusalWords.ts';
import { text } from '../../formValues.ts';
import { newRaceFaultWords } from './words.ts';
import { partUseWords } from '../partUseWords.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = { load: 'edit-event', add: 'edit-event', remove: 'edit-event' } satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { races } = orFail(await eventSettings(app(), locals.caller, params));
	return {
		races: races.map(({ slug, name, distanceM, capacity, waves, checkpoints, divisions }) => ({
			slug,
			name,
			distanceM,
			capacity,
			starts: waves.map(({ scheduledAt }) => scheduledAt),
			splits: checkpoints.filter(({ kind }) => kind === 'split').length,
			divisions: divisions.length
		}))
	};
};

export const actions: Actions = {
	add: async ({ request, locals, params }) => {
		const form = await readForm(request);
		const values = Object.fromEntries(NEW_RACE_FIELDS.map((field) => [field, text(form, field)])) as Record<
			(typeof NEW_RACE_FIELDS)[number],
			string
		>;
		const added = await addRace(app(), locals.caller, { event: params.event, values });
		if (added.ok) redirect(303, localizeHref(`/organise/${params.event}/setup/races/${added.value}`));
		const { refusal, faults } = added.error;
		const errors = faults?.map((fault) => newRaceFaultWords(fault, values)) ?? [
			{ field: '', message: refusalWords(refusal) }
		];
		return fail(400, { values, errors });
	},
	remove: async ({ request, locals, params }) => {
		const race = text(await readForm(request), 'race');
		const removed = await removeRace(app(), locals.caller, { event: params.event, race });
		if (removed.ok) return { done: m.race_removed({ name: removed.value }) };
		const { error } = removed;
		const message = error.inUse?.[0] ? partUseWords(error.inUse[0]) : refusalWords(error);
		return fail(409, { errors: [{ field: '', message }] });
	}
};
