import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { fail } from '@sveltejs/kit';
import { readVersion, versionText } from '#lib/domain/people/formVersion.ts';
import type { Clash } from '#lib/domain/people/entryVersions.ts';
import { keyPart } from '#lib/domain/timing/explanation/message.ts';
import * as m from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { bibHolder } from '#lib/server/registration/bibHolder.ts';
import { organisedEvent } from '#lib/server/desk/desk.ts';
import { deskParticipant } from '#lib/server/desk/deskParticipant.ts';
import {
	entryLog,
	participantAt,
	undoEntryChange,
	type EntryLog
} from '#lib/server/registration/entryLog.ts';
import { changeParticipant } from '#lib/server/registration/participants.ts';
import { recordRuling } from '#lib/server/rulings/rulings.ts';
import type { ShownParticipant } from '#lib/schemas/participant.ts';
import type { WayBack } from '#lib/ui/form/said.svelte.ts';
import { placeWords } from '#lib/ui/placeWords.ts';
import { deskControls } from '../../../../../personControls.ts';
import { orFail } from '../../../../refusals.ts';
import { refusalFault, refusalWords } from '../../../../refusalWords.ts';
import { wordedRulings } from '../../../../rulingWords.ts';
import { clashWords, loggedFields, versionFaultWords } from '../../../../changeWords.ts';
import { timingText } from '../../../../timingText.ts';
import { takeBack } from '../../deciding/takeBack.ts';
import { text } from '../../formValues.ts';
import { undo, wayBack } from '../../wayBack.ts';
import { changeOf, controlOf, rebased, sentValues, valuesOf, type ChangeValues } from './changeForm.ts';
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
	undoChange: 'change-participants'
} satisfies RouteVerbs;

const CHANGES_SHOWN = 20;

export const load: PageServerLoad = async ({ locals, params, parent }) => {
	const { event, places: known } = await parent();
	const places = placeWords(known);
	const [page, log] = await Promise.all([
		deskParticipant(app(), locals.caller, params).then(orFail),
		entryLog(app(), locals.caller, { ...params, most: CHANGES_SHOWN }).then(orFail)
	]);
	return {
		...page,
		version: versionText({ id: log.participant.id, version: log.version }),
		changes: log.changes.map(({ version, by, atMs, before, after }) => ({
			version: versionText({ id: log.participant.id, version }),
			by,
			at: new Date(atMs).toISOString(),
			fields: loggedFields(before, after)
		})),
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
		const form = await readForm(request);
		const log = orFail(await entryLog(app(), locals.caller, params));
		const typed = sentValues(form);
		const refused = (errors: { field: string; message: string }[], sent = typed) =>
			fail(400, { sent, holder: null, clash: null, errors });
		const version = readVersion(text(form, 'version'), { id: log.participant.id, version: log.version });
		if (!version.ok) return refused([{ field: '', message: versionFaultWords[version.error]() }]);
		const before = participantAt(log, version.value);
		const sent = text(form, 'take') === 'theirs' ? withTheirs(form, { typed, now: log.participant }) : typed;
		const change = changeOf(sent, before);
		if (!change.ok) return refused(change.error, sent);
		if (change.value === null) return { done: m.organiser_nothing_changed() };
		const asked = { ...params, change: change.value, version: version.value };
		const changed = await changeParticipant(app(), locals.caller, asked);
		if (changed.ok) return { done: m.organiser_saved(), undo: await undoOf(locals, params) };
		if (changed.error.clashes) {
			const now = orFail(await entryLog(app(), locals.caller, params));
			return fail(409, clashed(changed.error.clashes, { sent, before, now }));
		}
		if (changed.error.reason !== 'duplicate-bib')
			return refused([{ field: '', message: refusalWords(changed.error) }], sent);
		const bib = change.value.bib ?? '';
		const holder = await bibHolder(app(), locals.caller, { event: params.event, bib });
		const message = holder ? m.organiser_bib_held(holder) : refusalWords(changed.error);
		return fail(400, { sent, holder, clash: null, errors: [{ field: 'bib', message }] });
	},
	undoChange: async ({ request, locals, params }) => {
		const form = await readForm(request);
		const log = orFail(await entryLog(app(), locals.caller, params));
		const version = readVersion(text(form, 'version'), { id: log.participant.id, version: log.version });
		const refused = (message: string) => fail(409, { errors: [{ field: '', message }] });
		if (!version.ok) return refused(versionFaultWords[version.error]());
		const undone = await undoEntryChange(app(), locals.caller, { ...params, version: version.value });
		if (undone.ok) return { done: m.organiser_change_undone() };
		const [clash] = undone.error.clashes ?? [];
		return refused(clash ? clashWords(clash) : refusalWords(undone.error));
	}
};

async function undoOf(locals: App.Locals, params: { event: string; id: string }): Promise<WayBack> {
	const { participant, version } = orFail(await entryLog(app(), locals.caller, params));
	return { action: '?/undoChange', fields: [['version', versionText({ id: participant.id, version })]] };
}

/** The other's value in the fields that were at odds. */
function withTheirs(
	form: FormData,
	{ typed, now }: { typed: ChangeValues; now: ShownParticipant }
): ChangeValues {
	const stored = valuesOf(now);
	const fields = text(form, 'clashing')
		.split(' ')
		.filter((field) => Object.hasOwn(stored, field));
	return {
		...typed,
		...Object.fromEntries(fields.map((field) => [field, stored[field as keyof ChangeValues]]))
	};
}

function clashed(
	clashes: readonly Clash[],
	{ sent, before, now }: { sent: ChangeValues; before: ShownParticipant; now: EntryLog }
) {
	const errors = clashes.map((clash) => ({
		field: controlOf(clash.field),
		message: clashWords(clash, now.changes)
	}));
	return {
		sent: rebased(sent, { before, now: now.participant }),
		holder: null,
		clash: {
			version: versionText({ id: now.participant.id, version: now.version }),
			fields: errors.map(({ field }) => field as string)
		},
		errors
	};
}
