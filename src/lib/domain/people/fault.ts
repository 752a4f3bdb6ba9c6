/** What can be wrong with a field of the registration form, besides that its text is too long: worded by the page. */
export const FIELD_FAULTS = [
	'race-missing',
	'name-missing',
	'sex-missing',
	'birth-date-missing',
	'birth-date-unreal',
	'birth-date-implausible',
	'email-missing',
	'email-unreal',
	'visibility-missing',
	'alias-missing',
	'terms-missing',
	'guardian-name-missing',
	'guardian-consent-missing',
	'age-not-of-race',
	'answer-missing',
	'answer-not-offered',
	'answer-too-long',
	'trap-filled'
] as const;
/** A text that is too long is told by its field: `club-too-long`. */
export type FieldFaultReason = (typeof FIELD_FAULTS)[number] | `${string}-too-long`;

/** Whole years on the race day, both ends included; null: no bound. */
export interface AgeBounds {
	ageFrom: number | null;
	ageTo: number | null;
}

/** `field` is the name of the form control that an error summary links to. */
export interface FieldFault {
	field: string;
	reason: FieldFaultReason;
	/** Of the race, where the reason is an age. */
	ages?: AgeBounds;
}
