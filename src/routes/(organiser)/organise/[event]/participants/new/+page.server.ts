import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail } from '@sveltejs/kit';
import * as m from '#lib/paraglide/messages.js';
import { UuidSchema } from '#lib/schemas/base/common.ts';
import { app } from '#lib/server/app.ts';
import { deskCourses } from '#lib/server/desk/deskCourse.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { addParticipant } from '#lib/server/registration/addParticipant.ts';
import { changeParticipant } from '#lib/server/registration/participants.ts';
import type { WayBack } from '#lib/ui/form/said.svelte.ts';
import { deskControls } from '../../../../../personControls.ts';
import { orFail } from '../../../../refusals.ts';
import { refusalWords } from '../../../../refusalWords.ts';
import { text } from '../../formValues.ts';
import { personOf, sentValues } from '../[id]/changeForm.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = {
	load: 'import-participants',
	add: 'import-participants',
	undo: 'change-participants'
} satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params }) => ({
	races: orFail(await deskCourses(app(), locals.caller, params)),
	person: deskControls()
});

export const actions: Actions = {
	add: async ({ request, locals, params }) => {
		const sent = sentValues(await readForm(request));
		const person = personOf(sent);
		if (!person.ok) return fail(400, { sent, errors: person.error });
		const answer = await addParticipant(app(), locals.caller, { event: params.event, person: person.value });
		if (!answer.ok) return fail(400, { sent, errors: [{ field: '', message: refusalWords(answer.error) }] });
		if ('rejected' in answer.value) {
			const { rejected } = answer.value;
			const ofBib = rejected === 'duplicate-bib' || rejected === 'cancelled-entry';
			const reason = ofBib ? 'duplicate-bib' : 'invalid-document';
			return fail(409, { sent, errors: [{ field: ofBib ? 'bib' : '', message: refusalWords({ reason }) }] });
		}
		const { id, bib, usedUp } = answer.value.added;
		const undo: WayBack = { action: '?/undo', fields: [['id', id]] };
		const added = m.person_added({ name: sent.name, bib: bib ?? '–' });
		const outside = usedUp ? m.person_added_outside({ range: `${usedUp.from}–${usedUp.to}` }) : '';
		return { done: `${added} ${outside}`.trim(), undo };
	},
	undo: async ({ request, locals, params }) => {
		const id = UuidSchema.safeParse(text(await readForm(request), 'id'));
		if (!id.success)
			return fail(400, { errors: [{ field: '', message: m.organiser_refused_participant() }] });
		const change = { state: 'cancelled' as const };
		const asked = { event: params.event, id: id.data, change };
		const cancelled = await changeParticipant(app(), locals.caller, asked);
		if (!cancelled.ok) return fail(400, { errors: [{ field: '', message: refusalWords(cancelled.error) }] });
		return { done: m.person_add_undone() };
	}
};
