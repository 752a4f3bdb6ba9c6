/** What can be wrong with a field of the registration form: a closed list, worded in each language by the page. */
export const FIELD_FAULTS = [
	'race-missing',
	'name-missing',
	'name-too-long',
	'sex-missing',
	'birth-date-missing',
	'birth-date-unreal',
	'birth-date-implausible',
	'email-missing',
	'email-unreal',
	'club-too-long',
	'visibility-missing',
	'alias-missing',
	'alias-too-long',
	'terms-missing',
	'guardian-name-missing',
	'guardian-name-too-long',
	'guardian-consent-missing',
	'trap-filled'
] as const;
export type FieldFaultReason = (typeof FIELD_FAULTS)[number];

/** `field` is the name of the form control that an error summary links to. */
export interface FieldFault {
	field: string;
	reason: FieldFaultReason;
}
