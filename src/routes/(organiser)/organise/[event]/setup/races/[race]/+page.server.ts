import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { readMadeFrom, type Settings } from '#lib/schemas/event/madeFrom.ts';
import { raceForm } from '#lib/schemas/event/race/raceForm.ts';
import { app } from '#lib/server/app.ts';
import { eventSettings } from '#lib/server/events/eventSettings.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { orFail } from '../../../../../refusals.ts';
import { text } from '../../../formValues.ts';
import { saveForm, unreadForm } from '../../saveForm.ts';
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

async function save({ request, locals, params }: RequestEvent<{ event: string; race: string }>) {
	const { form, typed } = await read(request);
	const was = readMadeFrom(text(form, 'was'));
	if (!was.ok) return unreadForm(typed, was.error);
	return saveForm(
		{ locals },
		{
			event: params.event,
			form: raceForm(params.race),
			typed,
			whole: filledRows(typed, was.value),
			was: was.value,
			faultWords,
			clashWords,
			useWords: (use) => ({ field: partUseField(use), message: partUseWords(use) })
		}
	);
}

export const actions: Actions = {
	save,
	/** Rows that are added or taken out in the form alone; nothing is stored. */
	rows: async ({ request }) => {
		const { form, typed } = await read(request);
		const was = readMadeFrom(text(form, 'was'));
		if (!was.ok) return unreadForm(typed, was.error);
		const asked = {
			add: text(form, 'add'),
			drop: text(form, 'drop'),
			divisions: text(form, 'divisions'),
			awards: text(form, 'awards')
		};
		return { was: was.value, ...changedRows(typed, asked) };
	}
};
