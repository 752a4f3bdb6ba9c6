/** A fault of a form in the language of the page. Used on the server, so that pages need not load every text. */
import type { FIELD_FAULTS, FieldFault, FieldFaultReason } from '#lib/domain/people/fault.ts';
import * as m from '#lib/paraglide/messages.js';
import { factsOf, type PersonField } from '#lib/schemas/person.ts';
import { runnerLabel } from '../personControls.ts';

const WORDS: Record<(typeof FIELD_FAULTS)[number], () => string> = {
	'race-missing': m.runner_fault_race_missing,
	'name-missing': m.runner_fault_name_missing,
	'sex-missing': m.runner_fault_sex_missing,
	'birth-date-missing': m.runner_fault_birth_date_missing,
	'birth-date-unreal': m.runner_fault_birth_date_unreal,
	'birth-date-implausible': m.runner_fault_birth_date_implausible,
	'email-missing': m.runner_fault_email_missing,
	'email-unreal': m.runner_fault_email_unreal,
	'visibility-missing': m.runner_fault_visibility_missing,
	'alias-missing': m.runner_fault_alias_missing,
	'terms-missing': m.runner_fault_terms_missing,
	'guardian-name-missing': m.runner_fault_guardian_name_missing,
	'guardian-consent-missing': m.runner_fault_guardian_consent_missing,
	'trap-filled': m.runner_fault_trap_filled
};

export interface FormError {
	/** Name of the control, as ErrorSummary links to it. */
	field: string;
	message: string;
}

export const formErrors = (faults: FieldFault[]): FormError[] =>
	faults.map(({ field, reason }) => ({
		field,
		message: isKnown(reason) ? WORDS[reason]() : tooLong(field as PersonField)
	}));

const isKnown = (reason: FieldFaultReason): reason is keyof typeof WORDS => Object.hasOwn(WORDS, reason);
const tooLong = (field: PersonField): string =>
	m.runner_fault_too_long({ label: runnerLabel(field), most: factsOf(field).most ?? '' });
