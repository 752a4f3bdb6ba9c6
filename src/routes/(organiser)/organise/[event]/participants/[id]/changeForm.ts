/** The form with a participant's data: what differs from what is stored becomes a change, or faults with the fields' ids. */
import { onOneLine } from '#lib/domain/people/tidyText.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import * as m from '#lib/paraglide/messages.js';
import { parseWith } from '#lib/schemas/base/faults.ts';
import type { Fault } from '#lib/schemas/base/problem.ts';
import {
	ParticipantChangeSchema,
	ParticipantItemSchema,
	type ParticipantChange,
	type ParticipantItem,
	type ShownParticipant
} from '#lib/schemas/participant.ts';
import { DESK_FIELDS, factsOf, type DeskField } from '#lib/schemas/person.ts';
import { participantRule } from '../../../../participantRules.ts';
import { text } from '../../formValues.ts';
import type { FormFault } from './rulingForm.ts';

type ChangeField = DeskField | 'bib' | 'state';
const CHANGE_FIELDS: readonly ChangeField[] = ['bib', ...DESK_FIELDS, 'state'];

/** The form as text. Race and wave are one choice, `5k/all`. */
export type ChangeValues = Record<ChangeField | 'place', string>;

export const valuesOf = (participant: ShownParticipant): ChangeValues => ({
	...(Object.fromEntries(CHANGE_FIELDS.map((field) => [field, String(participant[field] ?? '')])) as Record<
		ChangeField,
		string
	>),
	place: `${participant.race}/${participant.wave}`
});

export const sentValues = (form: FormData): ChangeValues =>
	Object.fromEntries([...CHANGE_FIELDS, 'place'].map((field) => [field, text(form, field)])) as ChangeValues;

/** Null: nothing differs. @param stored as it was when the form was made */
export function changeOf(
	sent: ChangeValues,
	stored: ShownParticipant
): Result<ParticipantChange | null, FormFault[]> {
	const before = valuesOf(stored);
	const changed: Record<string, unknown> = {};
	for (const field of CHANGE_FIELDS)
		if (sent[field] !== before[field]) changed[field] = written(field, sent[field]);
	const [race, wave] = sent.place.split('/');
	if (sent.place !== before.place) Object.assign(changed, { race, wave });
	if (Object.keys(changed).length === 0) return ok(null);
	const parsed = parseWith(ParticipantChangeSchema, changed);
	return parsed.ok ? parsed : err(parsed.error.map((fault) => faultOf(fault, sent)));
}

/** Somebody who is not entered yet; what is left empty is not said. */
export function personOf(sent: ChangeValues): Result<ParticipantItem, FormFault[]> {
	const [race, wave] = sent.place.split('/');
	const said = DESK_FIELDS.filter((field) => onOneLine(sent[field]) !== '');
	const parsed = parseWith(ParticipantItemSchema, {
		...Object.fromEntries(said.map((field) => [field, written(field, sent[field])])),
		...(sent.bib.trim() === '' ? {} : { bib: written('bib', sent.bib.trim()) }),
		name: sent.name,
		race,
		wave
	});
	return parsed.ok ? parsed : err(parsed.error.map((fault) => faultOf(fault, sent)));
}

function faultOf({ pointer }: Pick<Fault, 'pointer'>, sent: ChangeValues): FormFault {
	const field = pointer.slice(1);
	const value = sent[field as ChangeField] ?? '';
	const rule = participantRule(field);
	return {
		field: controlOf(field),
		message: value ? m.organiser_fault_value({ value, rule }) : m.organiser_fault_missing({ rule })
	};
}

/** An empty field clears what may be empty; a name and a bib may not, and are refused by the schema. */
function written(field: ChangeField, value: string): unknown {
	if (field === 'bib') return value.toUpperCase();
	if (field === 'state') return value;
	const { filled, kind } = factsOf(field);
	if (onOneLine(value) === '') return filled ? value : null;
	return kind === 'whole' ? Number(value) : value;
}

/** What the form shows when somebody else changed the entry meanwhile. */
export interface ShownClash {
	/** Of the entry as it is now, which the next press is made from. */
	version: string;
	/** The fields at odds. */
	fields: (keyof ChangeValues)[];
}

/** The field of the form that shows a field of the entry. */
export const controlOf = (field: string): keyof ChangeValues =>
	field === 'race' || field === 'wave' ? 'place' : (field as ChangeField);

/** Mine where I changed something, else what stands there now: so that the next press takes nobody's change back. */
export function rebased(
	sent: ChangeValues,
	{ before, now }: { before: ShownParticipant; now: ShownParticipant }
): ChangeValues {
	const [then, stored] = [valuesOf(before), valuesOf(now)];
	const fields = Object.keys(stored) as (keyof ChangeValues)[];
	return Object.fromEntries(
		fields.map((field) => [field, sent[field] === then[field] ? stored[field] : sent[field]])
	) as ChangeValues;
}
