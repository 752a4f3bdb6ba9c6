/** A fault of a form in the language of the page. Used on the server, so that pages need not load every text. */
import type { AgeBounds, FIELD_FAULTS, FieldFault, FieldFaultReason } from '#lib/domain/people/fault.ts';
import { MOST_ANSWERED } from '#lib/domain/people/questions.ts';
import * as m from '#lib/paraglide/messages.js';
import { factsOf, type PersonField } from '#lib/schemas/person.ts';
import { runnerLabel } from '../personControls.ts';

/** What a sentence needs besides its reason. */
interface About {
	ages: AgeBounds;
	/** Of the field. */
	label: string;
}
type Words = (about: About) => string;

const WORDS: Record<(typeof FIELD_FAULTS)[number], Words> = {
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
	'age-not-of-race': ({ ages }) => m.runner_fault_age_not_of_race({ ages: agesWords(ages) ?? '' }),
	'answer-missing': ({ label }) => m.runner_fault_answer_missing({ label }),
	'answer-not-offered': ({ label }) => m.runner_fault_answer_not_offered({ label }),
	'answer-too-long': ({ label }) => m.runner_fault_too_long({ label, most: MOST_ANSWERED }),
	'trap-filled': m.runner_fault_trap_filled
};

export interface FormError {
	/** Name of the control, as ErrorSummary links to it. */
	field: string;
	message: string;
}

const NO_BOUNDS: AgeBounds = { ageFrom: null, ageTo: null };

/** "6–12", "from 18", "up to 12"; null: everybody. */
export function agesWords({ ageFrom, ageTo }: AgeBounds): string | null {
	if (ageFrom !== null && ageTo !== null) return m.runner_ages_between({ from: ageFrom, to: ageTo });
	if (ageFrom !== null) return m.runner_ages_from({ from: ageFrom });
	return ageTo === null ? null : m.runner_ages_to({ to: ageTo });
}

/** @param labels of fields that an event asks for itself */
export const formErrors = (
	faults: FieldFault[],
	labels: Readonly<Record<string, string>> = {}
): FormError[] =>
	faults.map(({ field, reason, ages = NO_BOUNDS }) => ({
		field,
		message: isKnown(reason)
			? WORDS[reason]({ ages, label: labels[field] ?? '' })
			: tooLong(field as PersonField)
	}));

const isKnown = (reason: FieldFaultReason): reason is keyof typeof WORDS => Object.hasOwn(WORDS, reason);
const tooLong = (field: PersonField): string =>
	m.runner_fault_too_long({ label: runnerLabel(field), most: factsOf(field).most ?? '' });
