import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail } from '@sveltejs/kit';
import { keyPart } from '#lib/domain/timing/explanation/message.ts';
import * as m from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { bibHolder } from '#lib/server/registration/bibHolder.ts';
import { organisedEvent } from '#lib/server/desk/desk.ts';
import { deskParticipant } from '#lib/server/desk/deskParticipant.ts';
import { changeParticipant } from '#lib/server/registration/participants.ts';
import { recordRuling } from '#lib/server/rulings/rulings.ts';
import { placeWords } from '#lib/ui/placeWords.ts';
import { deskControls } from '../../../../../personControls.ts';
import { orFail } from '../../../../refusals.ts';
import { refusalFault, refusalWords } from '../../../../refusalWords.ts';
import { wordedRulings } from '../../../../rulingWords.ts';
import { timingText } from '../../../../timingText.ts';
import { takeBack } from '../../deciding/takeBack.ts';
import { undo, wayBack } from '../../wayBack.ts';
import { changeOf, sentValues, valuesOf } from './changeForm.ts';
import { fieldPrefix, rulingOfForm, rulingValues, understoodWords } from './rulingForm.ts';
import { wordedForms } from './wordedForms.ts';
import type { WordedRead } from './wordedRead.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = {
	load: 'see-contact',
	rule: 'time',
	takeBack: 'time',
	undo: 'time',
	change: 'change-participants'
} satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params, parent }) => {
	const { event, places: known } = await parent();
	const places = placeWords(known);
	const page = orFail(await deskParticipant(app(), locals.caller, params));
	return {
		...page,
		person: deskControls(),
		stored: valuesOf(page.participant),
		rulings: wordedRulings(page.rulings, { timeZone: event.timeZone, places }),
		forms: wordedForms(),
		notes: page.notes.map((note) => timingText(note, places)),
		reads: page.reads.map((read): WordedRead => {
			const status = timingText({ key: `timing_status_${keyPart(read.status)}`, params: {} });
			return { ...read, statusText: status, reasonText: timingText(read.reason, places) };
		})
	};
};

export const actions: Actions = {
	rule: async ({ request, locals, params }) => {
		const values = rulingValues(await readForm(request));
		const { participant, gunMs } = orFail(await deskParticipant(app(), locals.caller, params));
		const { date, timeZone } = orFail(await organisedEvent(app(), locals.caller, params));
		const about = { participantId: participant.id, race: participant.race, gunMs, date, timeZone };
		const ruling = rulingOfForm(values, about);
		if (!ruling.ok) return fail(400, { ruling: values, errors: ruling.error });
		const ruled = await recordRuling(app(), locals.caller, { event: params.event, ruling: ruling.value });
		if (ruled.ok)
			return {
				done: `${m.organiser_ruling_recorded()} ${understoodWords(ruling.value, about)}`.trim(),
				undo: wayBack([ruled.value.id])
			};
		const prefix = fieldPrefix(values);
		const fault = refusalFault(ruled.error, { field: `${prefix}-value`, why: `${prefix}-why` });
		return fail(400, { ruling: values, errors: [fault] });
	},
	takeBack,
	undo,
	change: async ({ request, locals, params }) => {
		const sent = sentValues(await readForm(request));
		const { participant } = orFail(await deskParticipant(app(), locals.caller, params));
		const change = changeOf(sent, participant);
		if (!change.ok) return fail(400, { sent, holder: null, errors: change.error });
		if (change.value === null) return { done: m.organiser_nothing_changed() };
		const changed = await changeParticipant(app(), locals.caller, { ...params, change: change.value });
		if (changed.ok) return { done: m.organiser_saved() };
		if (changed.error.reason !== 'duplicate-bib')
			return fail(400, { sent, holder: null, errors: [{ field: '', message: refusalWords(changed.error) }] });
		const bib = change.value.bib ?? '';
		const holder = await bibHolder(app(), locals.caller, { event: params.event, bib });
		const message = holder ? m.organiser_bib_held(holder) : refusalWords(changed.error);
		return fail(400, { sent, holder, errors: [{ field: 'bib', message }] });
	}
};
