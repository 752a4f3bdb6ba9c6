/** The form with a participant's data: what differs from what is stored becomes a change, or faults with the fields' ids. */
import { err, ok, type Result } from '#lib/domain/result.ts';
import * as m from '#lib/paraglide/messages.js';
import { parseWith } from '#lib/schemas/base/faults.ts';
import {
	ParticipantChangeSchema,
	type ParticipantChange,
	type ShownParticipant
} from '#lib/schemas/participant.ts';
import { participantRule } from '../../../../participantRules.ts';
import { text } from '../../formValues.ts';
import { CHANGE_FIELDS, valuesOf, type ChangeField, type ChangeValues } from './changeValues.ts';
import type { FormFault } from './rulingForm.ts';

export const sentValues = (form: FormData): ChangeValues =>
	Object.fromEntries([...CHANGE_FIELDS, 'place'].map((field) => [field, text(form, field)])) as ChangeValues;

/** Null: nothing differs. */
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
	if (parsed.ok) return parsed;
	return err(
		parsed.error.map(({ pointer }) => {
			const field = pointer.slice(1);
			const value = sent[field as ChangeField] ?? '';
			const rule = participantRule(field);
			return {
				field: field === 'race' || field === 'wave' ? 'place' : field,
				message: value ? m.organiser_fault_value({ value, rule }) : m.organiser_fault_missing({ rule })
			};
		})
	);
}

/** An empty field clears what may be empty; a name and a bib may not, and are refused by the schema. */
function written(field: (typeof CHANGE_FIELDS)[number], value: string): unknown {
	if (field === 'age') return value === '' ? null : Number(value);
	if (field === 'bib') return value.toUpperCase();
	return value === '' && field !== 'name' ? null : value;
}
