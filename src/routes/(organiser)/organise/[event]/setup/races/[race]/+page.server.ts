import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail, type RequestEvent } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { readMadeFrom, rebasedSettings, type Settings } from '#lib/schemas/event/madeFrom.ts';
import { raceForm } from '#lib/schemas/event/race/raceForm.ts';
import { app } from '#lib/server/app.ts';
import { eventSettings, saveSettings } from '#lib/server/events/eventSettings.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { orFail } from '../../../../../refusals.ts';
import { refusalWords, versionFaultWords } from '../../../../../refusalWords.ts';
import { text } from '../../../formValues.ts';
import { undoOf } from '../../undo.ts';
import { clashWords, faultWords, partUseField } from '../words.ts';
import { raceChoices } from './choices.ts';
import { changedRows, filledRows } from './changedRows.ts';
import { partUseWords } from '../../partUseWords.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = { load: 'edit-event', save: 'edit-event', rows: 'edit-event' } satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params: { event, race } }) => {
	const { settings, races } = orFail(
		await eventSettings(app(), locals.caller, { event, form: raceForm(race) })
	);
	const { name = race, timed = true } = races.find(({ slug }) => slug === race) ?? {};
	return { settings, name, timed, choices: raceChoices() };
};

/** What the form holds beside settings. */
const OTHER_FIELDS = ['was', 'press', 'add', 'drop', 'divisions', 'awards'];

async function read(request: Request): Promise<{ form: FormData; typed: Settings }> {
	const form = await readForm(request, { long: ['was'] });
	const names = [...form.keys()].filter((name) => !OTHER_FIELDS.includes(name));
	return { form, typed: Object.fromEntries(names.map((name) => [name, text(form, name)])) };
}

const unread = (typed: Settings, error: 'none' | 'other') =>
	fail(409, { typed, was: null, errors: [{ field: '', message: versionFaultWords[error]() }] });

async function save({ request, locals, params }: RequestEvent<{ event: string; race: string }>) {
	const { form, typed } = await read(request);
	const was = readMadeFrom(text(form, 'was'));
	if (!was.ok) return unread(typed, was.error);
	const saved = await saveSettings(app(), locals.caller, {
		event: params.event,
		form: raceForm(params.race),
		typed: filledRows(typed, was.value),
		was: was.value
	});
	if (saved.ok) {
		if (!saved.value) return { done: m.organiser_nothing_changed() };
		return { done: m.settings_saved(), undo: undoOf(saved.value) };
	}
	const refused = saved.error;
	const back = { typed, was: was.value };
	switch (refused.why) {
		case 'faults':
			return fail(400, { ...back, errors: refused.faults.map((fault) => faultWords(fault, typed)) });
		case 'clashes':
			return fail(409, {
				typed: rebasedSettings(typed, { was: was.value, now: refused.now }),
				was: refused.now,
				errors: refused.clashes.map((clash) => clashWords(clash, { ...refused.now, ...typed }))
			});
		case 'tells':
			// No field of a race tells runners anything.
			return fail(409, { ...back, errors: [{ field: '', message: m.organiser_refused_edited_since() }] });
		case 'refused': {
			const uses = refused.refusal.inUse?.map((use) => ({
				field: partUseField(use),
				message: partUseWords(use)
			}));
			return fail(409, {
				...back,
				errors: uses ?? [{ field: '', message: refusalWords(refused.refusal) }]
			});
		}
	}
}

export const actions: Actions = {
	save,
	/** Rows that are added or taken out in the form alone; nothing is stored. */
	rows: async ({ request }) => {
		const { form, typed } = await read(request);
		const was = readMadeFrom(text(form, 'was'));
		if (!was.ok) return unread(typed, was.error);
		const asked = {
			add: text(form, 'add'),
			drop: text(form, 'drop'),
			divisions: text(form, 'divisions'),
			awards: text(form, 'awards')
		};
		return { was: was.value, ...changedRows(typed, asked) };
	}
};
