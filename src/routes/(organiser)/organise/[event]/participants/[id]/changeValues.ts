import type { ShownParticipant } from '#lib/schemas/participant.ts';

export const CHANGE_FIELDS = [
	'name',
	'bib',
	'sex',
	'birthDate',
	'age',
	'club',
	'division',
	'visibility',
	'alias',
	'email',
	'state'
] as const;
export type ChangeField = (typeof CHANGE_FIELDS)[number];

/** The form as text. Race and wave are one choice, `5k/all`. */
export type ChangeValues = Record<ChangeField | 'place', string>;

export const valuesOf = (participant: ShownParticipant): ChangeValues => ({
	...(Object.fromEntries(CHANGE_FIELDS.map((field) => [field, String(participant[field] ?? '')])) as Record<
		ChangeField,
		string
	>),
	place: `${participant.race}/${participant.wave}`
});
