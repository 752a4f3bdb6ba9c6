import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail } from '@sveltejs/kit';
import { versionText } from '#lib/domain/people/formVersion.ts';
import { keyPart } from '#lib/domain/timing/explanation/message.ts';
import * as m from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { organisedEvent } from '#lib/server/desk/desk.ts';
import { deskParticipant } from '#lib/server/desk/deskParticipant.ts';
import { deskListPlace } from '#lib/server/desk/deskParticipants.ts';
import { may } from '#lib/server/access/permissions.ts';
import { openAnswer, participantAnswers } from '#lib/server/registration/answers/answers.ts';
import { undoMerge } from '#lib/server/registration/merging/mergeEntries.ts';
import { sendLink } from '#lib/server/registration/sendLink.ts';
import { recordRuling } from '#lib/server/rulings/rulings.ts';
import { placeWords } from '#lib/ui/placeWords.ts';
import { deskControls } from '../../../../../personControls.ts';
import { orFail } from '../../../../refusals.ts';
import { refusalFault, refusalWords } from '../../../../refusalWords.ts';
import { wordedRulings } from '../../../../rulingWords.ts';
import { shownChange } from './changeWords.ts';
import { timingText } from '../../../../timingText.ts';
import { takeBack } from '../../deciding/takeBack.ts';
import { text } from '../../formValues.ts';
import { undo, wayBack } from '../../wayBack.ts';
import { answers } from './answers/answerActions.ts';
import { answerForm, answerWords, shownAnswers } from './answers/answerWords.ts';
import { listOf } from '../listQuery.ts';
import { change, undoChange } from './changeActions.ts';
import { valuesOf } from './changeForm.ts';
import { fieldPrefix, rulingOfForm, rulingValues, understoodWords } from './rulingForm.ts';
import { wordedForms } from './wordedForms.ts';
import type { WordedRead } from './wordedRead.ts';
import type { Actions, PageServerLoad } from './$types';

export const _verbs = {
	load: 'see-contact',
	rule: 'time',
	takeBack: 'time',
	undo: 'time',
	change: 'change-participants',
	undoChange: 'change-participants',
	answers: 'change-participants',
	openAnswer: 'see-contact',
	undoMerge: 'change-participants',
	sendLink: 'write-to-participants'
} satisfies RouteVerbs;

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
	const { event, places: known } = await parent();
	const places = placeWords(known);
	const page = orFail(await deskParticipant(app(), locals.caller, params));
	const { id } = page.participant;
	const { race } = page.participant;
	const answers = orFail(await participantAnswers(app(), locals.caller, { event: event.slug, id, race }));
	const list = listOf(url);
	const place = orFail(await deskListPlace(app(), locals.caller, { event: params.event, id, query: list }));
	return {
		...page,
		list,
		place,
		version: versionText({ id, version: page.version }),
		changes: page.changes.map((change) => shownChange({ id, twins: page.twins }, change)),
		mayMerge: may(locals.caller, 'change-participants', { id: event.id }),
		mayPrint: may(locals.caller, 'export', { id: event.id }),
		mayWrite: may(locals.caller, 'write-to-participants', { id: event.id }),
		answers: shownAnswers(answers.shown),
		answerForm: answerForm(answers.changeable),
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
	change,
	undoChange,
	answers,
	openAnswer: async ({ request, locals, params }) => {
		const question = text(await readForm(request), 'question');
		const opened = await openAnswer(app(), locals.caller, { ...params, question });
		if (!opened.ok) return fail(400, { errors: [{ field: '', message: refusalWords(opened.error) }] });
		return { opened: { slug: question, value: answerWords(opened.value.question, opened.value.value) } };
	},
	undoMerge: async ({ request, locals, params }) => {
		const id = text(await readForm(request), 'other');
		const undone = await undoMerge(app(), locals.caller, { event: params.event, id });
		if (!undone.ok) return fail(409, { errors: [{ field: '', message: refusalWords(undone.error) }] });
		return { done: m.merge_undone() };
	},
	sendLink: async ({ locals, params }) => {
		const sent = await sendLink(app(), locals.caller, params);
		if (!sent.ok) return fail(400, { errors: [{ field: '', message: refusalWords(sent.error) }] });
		return { done: m.send_link_done({ email: sent.value.email }) };
	}
};
