/** The way back beside what was just done: each page whose acts are rulings has the action `undo`. */
import { fail } from '@sveltejs/kit';
import { OWN_REASONS } from '#lib/domain/timing/rulings/ownReasons.ts';
import * as m from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { revokeRulings } from '#lib/server/rulings/rulings.ts';
import type { WayBack } from '#lib/ui/form/said.svelte.ts';
import { refusalWords } from '../../refusalWords.ts';
import { text } from './formValues.ts';

interface Posted {
	request: Request;
	locals: App.Locals;
	params: { event: string };
}

/** Null: nothing was decided. */
export const wayBack = (rulings: readonly string[]): WayBack | null =>
	rulings.length === 0 ? null : { action: '?/undo', fields: [['rulings', rulings.join(' ')]] };

/** Takes the rulings of an act back, all at once; a second time changes nothing. */
export async function undo({ request, locals, params }: Posted) {
	const form = await readForm(request, { long: ['rulings'] });
	const ids = text(form, 'rulings').split(' ').filter(Boolean);
	const why = OWN_REASONS.undone;
	const undone = await revokeRulings(app(), locals.caller, { event: params.event, ids, why });
	if (!undone.ok) return fail(400, { errors: [{ field: '', message: refusalWords(undone.error) }] });
	return { done: m.match_undone() };
}
