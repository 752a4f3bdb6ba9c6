import { fail } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/readForm.ts';
import { publish } from '#lib/server/services/publications.ts';
import { refusalWords } from '../../refusalWords.ts';
import { text } from './formValues.ts';

interface Posted {
	request: Request;
	locals: App.Locals;
	params: { event: string };
}

/** What PublishForm posts, on whichever page it stands. */
export async function publishAs(state: 'provisional' | 'official', { request, locals, params }: Posted) {
	const form = await readForm(request);
	const published = await publish(app(), locals.caller, {
		event: params.event,
		race: text(form, 'race'),
		state,
		note: text(form, 'note'),
		ruleRemaining: text(form, 'ruleRemaining') === 'yes',
		withoutGaps: text(form, 'withoutGaps') === 'yes'
	});
	if (!published.ok) return fail(400, { errors: [{ field: '', message: refusalWords(published.error) }] });
	return { done: m.organiser_published({ number: published.value.number }) };
}
