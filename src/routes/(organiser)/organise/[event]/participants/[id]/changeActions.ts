/** What the form with a participant's data and the log of its changes post. */
import { fail } from '@sveltejs/kit';
import { entryAt, type Clash } from '#lib/domain/people/entryVersions.ts';
import { versionText, type FormVersion } from '#lib/domain/people/formVersion.ts';
import * as m from '#lib/paraglide/messages.js';
import type { ShownParticipant } from '#lib/schemas/participant.ts';
import { app } from '#lib/server/app.ts';
import { readForm } from '#lib/server/forms/readForm.ts';
import { bibHolder } from '#lib/server/registration/bibHolder.ts';
import { entrySince, undoEntryChange, type EntryLog } from '#lib/server/registration/entryLog.ts';
import { changeOfVersion } from '#lib/server/registration/participants.ts';
import type { WayBack } from '#lib/ui/form/said.svelte.ts';
import { clashWords } from './changeWords.ts';
import { orFail } from '../../../../refusals.ts';
import { refusalWords, versionFaultWords } from '../../../../refusalWords.ts';
import { text } from '../../formValues.ts';
import { changeOf, controlOf, rebased, sentValues, valuesOf, type ChangeValues } from './changeForm.ts';
import type { RequestEvent } from './$types';

interface Fault {
	field: string;
	message: string;
}

/** Stores what was changed of the version that the form was made from, and nothing else. */
export async function change({ request, locals, params }: RequestEvent) {
	const form = await readForm(request);
	const typed = sentValues(form);
	const refused = (errors: Fault[], sent = typed) => fail(400, { sent, holder: null, clash: null, errors });
	const since = await entrySince(app(), locals.caller, { ...params, madeFrom: text(form, 'version') });
	if (!since.ok && since.error.versionFault)
		return refused([{ field: '', message: versionFaultWords[since.error.versionFault]() }]);
	const log = orFail(since);
	const { participant: now, madeFrom: version } = log;
	const before = entryAt(now, { changes: log.changes, version });
	const sent = text(form, 'take') === 'theirs' ? withTheirs(form, { typed, now }) : typed;
	const wanted = changeOf(sent, before);
	if (!wanted.ok) return refused(wanted.error, sent);
	if (wanted.value === null) return { done: m.organiser_nothing_changed() };
	const asked = { ...params, change: wanted.value, version };
	const changed = await changeOfVersion(app(), locals.caller, asked);
	if (changed.ok)
		return { done: m.organiser_saved(), undo: wayBackOf({ id: now.id, version: changed.value.version }) };
	const { reason, clashes } = changed.error;
	if (clashes) {
		const madeFrom = versionText({ id: now.id, version });
		const latest = orFail(await entrySince(app(), locals.caller, { ...params, madeFrom }));
		return fail(409, clashed(clashes, { sent, before, latest }));
	}
	if (reason !== 'duplicate-bib') return refused([{ field: '', message: refusalWords({ reason }) }], sent);
	const bib = wanted.value.bib ?? '';
	const holder = await bibHolder(app(), locals.caller, { event: params.event, bib });
	const message = holder ? m.organiser_bib_held(holder) : refusalWords({ reason });
	return fail(400, { sent, holder, clash: null, errors: [{ field: 'bib', message }] });
}

/** Puts back what one change of the log changed. */
export async function undoChange({ request, locals, params }: RequestEvent) {
	const change = text(await readForm(request), 'version');
	const undone = await undoEntryChange(app(), locals.caller, { ...params, change });
	if (undone.ok) return { done: m.organiser_change_undone() };
	const { versionFault, clashes = [] } = undone.error;
	const [clash] = clashes;
	const whyNot = clash ? clashWords(clash) : refusalWords(undone.error);
	const message = versionFault ? versionFaultWords[versionFault]() : whyNot;
	return fail(409, { errors: [{ field: '', message }] });
}

const wayBackOf = (changed: FormVersion): WayBack => ({
	action: '?/undoChange',
	fields: [['version', versionText(changed)]]
});

/** The other's value in the fields that were at odds. */
function withTheirs(
	form: FormData,
	{ typed, now }: { typed: ChangeValues; now: ShownParticipant }
): ChangeValues {
	const stored = valuesOf(now);
	const clashing = text(form, 'clashing').split(' ');
	return Object.fromEntries(
		Object.entries(typed).map(([field, mine]) => [
			field,
			clashing.includes(field) ? stored[field as keyof ChangeValues] : mine
		])
	) as ChangeValues;
}

/** The form again, with both values wherever somebody else changed the same, to be made from how the entry is now. */
function clashed(
	clashes: readonly Clash[],
	{ sent, before, latest }: { sent: ChangeValues; before: ShownParticipant; latest: EntryLog }
) {
	const { participant: now, version, changes } = latest;
	const errors = clashes.map((clash): Fault & { field: keyof ChangeValues } => ({
		field: controlOf(clash.field),
		message: clashWords(clash, changes)
	}));
	return {
		sent: rebased(sent, { before, now }),
		holder: null,
		clash: { version: versionText({ id: now.id, version }), fields: errors.map(({ field }) => field) },
		errors
	};
}
