/** The form with a new person's data as an item of a list, or faults with the fields' ids. */
import { err, ok, type Result } from '#lib/domain/result.ts';
import * as m from '#lib/paraglide/messages.js';
import type { ParticipantItem, ShownParticipant } from '#lib/schemas/participant.ts';
import { DESK_FIELDS } from '#lib/schemas/person.ts';
import { participantRule } from '../../../../participantRules.ts';
import { changeOf, type ChangeValues } from '../[id]/changeForm.ts';
import type { FormFault } from '../[id]/rulingForm.ts';

/** Nobody yet: what is typed is what differs. */
const NOBODY = {
	...Object.fromEntries(DESK_FIELDS.map((field) => [field, null])),
	id: '',
	race: '',
	wave: '',
	name: '',
	bib: null,
	visibility: 'bib',
	state: 'registered',
	aliasReleased: false
} as unknown as ShownParticipant;

export function personOf(sent: ChangeValues): Result<ParticipantItem, FormFault[]> {
	const missing: FormFault[] =
		sent.name.trim() === ''
			? [{ field: 'name', message: m.organiser_fault_missing({ rule: participantRule('name') }) }]
			: [];
	const change = changeOf(sent, NOBODY);
	if (!change.ok)
		return err([...missing, ...change.error.filter(({ field }) => field !== 'name' || missing.length === 0)]);
	if (missing.length > 0) return err(missing);
	const { name, ...others } = change.value ?? {};
	return ok({ ...others, name: name ?? sent.name });
}
