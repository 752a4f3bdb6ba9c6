import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import type { Refusal } from '#lib/schemas/base/problem.ts';
import { fieldOf } from '#lib/schemas/event/eventSettings.ts';
import { readMadeFrom, rebasedSettings, type Settings } from '#lib/schemas/event/madeFrom.ts';
import { may } from '#lib/server/access/permissions.ts';
import { app } from '#lib/server/app.ts';
import { eventSettings, saveSettings } from '#lib/server/events/eventSettings.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { orFail } from '../../../refusals.ts';
import { refusalWords } from '../../../refusalWords.ts';
import { text } from '../formValues.ts';
import { unreadForm } from './saveForm.ts';
import { undoOf } from './undo.ts';
import { clashWords, faultWords, statusWords } from './words.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = { load: 'edit-event', save: 'edit-event' } satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { settings, races } = orFail(await eventSettings(app(), locals.caller, params));
	return {
		mayManage: may(locals.caller, 'manage-installation', null),
		settings,
		races: races.map(({ slug, name, waves }) => ({
			slug,
			name,
			waves: waves.length,
			fields: {
				name: fieldOf('name', slug),
				start: fieldOf('start', slug),
				places: fieldOf('places', slug),
				bibs: fieldOf('bibs', slug)
			}
		})),
		practice: [
			{ value: '', label: m.settings_practice_no() },
			{ value: 'yes', label: m.settings_practice_yes() }
		],
		statuses: Object.entries(statusWords).map(([value, label]) => ({ value, label: label() })),
		zones: Intl.supportedValuesOf('timeZone')
	};
};

/** An event with participants cannot be a draft again. */
const refusedStatus = ({ reason }: Refusal, { status }: Settings) =>
	reason === 'in-use' && status === 'draft'
		? { field: 'status', message: m.settings_draft_refused({ label: m.settings_status() }) }
		: null;

/** What the form holds beside settings. */
const OTHER_FIELDS = ['was', 'told', 'press'];

export const actions: Actions = {
	save: async ({ request, locals, params }) => {
		const form = await readForm(request, { long: ['was'] });
		const typed = Object.fromEntries(
			[...form.keys()].filter((name) => !OTHER_FIELDS.includes(name)).map((name) => [name, text(form, name)])
		);
		const was = readMadeFrom(text(form, 'was'));
		if (!was.ok) return unreadForm(typed, was.error);
		const saved = await saveSettings(app(), locals.caller, {
			event: params.event,
			typed,
			was: was.value,
			told: text(form, 'told')
		});
		if (saved.ok) {
			if (!saved.value) return { done: m.organiser_nothing_changed() };
			return { done: m.settings_saved(), undo: undoOf(saved.value) };
		}
		const refused = saved.error;
		switch (refused.why) {
			case 'faults':
				return fail(400, {
					typed,
					was: was.value,
					errors: refused.faults.map((fault) => faultWords(fault, typed))
				});
			case 'clashes':
				return fail(409, {
					typed: rebasedSettings(typed, { was: was.value, now: refused.now }),
					was: refused.now,
					errors: refused.clashes.map(clashWords)
				});
			case 'tells':
				return fail(409, {
					typed,
					was: was.value,
					told: typed.status ?? '',
					errors: [{ field: 'status', message: m.settings_tells({ count: refused.count }) }]
				});
			case 'refused':
				return fail(400, {
					typed,
					was: was.value,
					errors: [
						refusedStatus(refused.refusal, typed) ?? { field: '', message: refusalWords(refused.refusal) }
					]
				});
		}
	}
};
