/** Saves one form of an event's set-up, and puts into words what is against it. */
import { fail } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import type { PartUse } from '#lib/schemas/base/problem.ts';
import {
	rebasedSettings,
	type EventForm,
	type SettingClash,
	type SettingFault,
	type Settings
} from '#lib/schemas/event/madeFrom.ts';
import { app } from '#lib/server/app.ts';
import { saveSettings } from '#lib/server/events/eventSettings.ts';
import { refusalWords, versionFaultWords } from '../../../refusalWords.ts';
import { undoOf } from './undo.ts';

interface FieldWords {
	field: string;
	message: string;
}

interface Saving {
	event: string;
	form: EventForm;
	/** As it is shown again when it is refused. */
	typed: Settings;
	/** As it is saved, where boxes that are not ticked are left out of what was typed. */
	whole?: Settings;
	was: Settings;
	faultWords(fault: SettingFault, typed: Settings): FieldWords;
	clashWords(clash: SettingClash, typed: Settings): FieldWords;
	/** Why a part stays, at its field. */
	useWords?(use: PartUse): FieldWords;
}

/** The form does not say what it was made from, or says it so that nobody can read it. */
export const unreadForm = (typed: Settings, error: 'none' | 'other') =>
	fail(409, { typed, was: null, errors: [{ field: '', message: versionFaultWords[error]() }] });

export async function saveForm({ locals }: { locals: App.Locals }, saving: Saving) {
	const { event, form, typed, whole = typed, was, faultWords, clashWords, useWords } = saving;
	const saved = await saveSettings(app(), locals.caller, { event, form, typed: whole, was });
	if (saved.ok) {
		if (!saved.value) return { done: m.organiser_nothing_changed() };
		return { done: m.settings_saved(), undo: undoOf(saved.value) };
	}
	const back = { typed, was };
	const refused = saved.error;
	switch (refused.why) {
		case 'faults':
			return fail(400, { ...back, errors: refused.faults.map((fault) => faultWords(fault, typed)) });
		case 'clashes': {
			const now = { ...refused.now, ...typed };
			return fail(409, {
				typed: rebasedSettings(typed, { was, now: refused.now }),
				was: refused.now,
				errors: refused.clashes.map((clash) => clashWords(clash, now))
			});
		}
		case 'tells':
			// Of the event's status alone, which has its own form.
			return fail(409, { ...back, errors: [{ field: '', message: m.organiser_refused_edited_since() }] });
		case 'refused': {
			const uses = useWords ? (refused.refusal.inUse ?? []).map(useWords) : [];
			const errors = uses.length > 0 ? uses : [{ field: '', message: refusalWords(refused.refusal) }];
			return fail(409, { ...back, errors });
		}
	}
}
