import { fail } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { revokeRuling } from '#lib/server/rulings/rulings.ts';
import { refusalFault } from '../../../refusalWords.ts';
import { text } from '../formValues.ts';
import { wayBack } from '../wayBack.ts';

interface Posted {
	request: Request;
	locals: App.Locals;
	params: { event: string };
}

/** What RulingList posts: takes a ruling back, or its revocation, so that it holds again. */
export async function takeBack({ request, locals, params }: Posted) {
	const form = await readForm(request);
	const [id, why] = [text(form, 'ruling'), text(form, 'why')];
	const revoked = await revokeRuling(app(), locals.caller, { event: params.event, id, why });
	if (!revoked.ok) return fail(400, { errors: [refusalFault(revoked.error, { field: '', why: '' })] });
	return { done: m.organiser_taken_back(), undo: wayBack([revoked.value.id]) };
}
