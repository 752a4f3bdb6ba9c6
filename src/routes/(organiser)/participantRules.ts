import * as m from '#lib/paraglide/messages.js';

/** How a participant's fields have to look, by field. */
const rules: Record<string, () => string> = {
	name: m.organiser_rule_name,
	bib: m.organiser_rule_bib,
	sex: m.organiser_rule_sex,
	birthDate: m.organiser_rule_birth_date,
	age: m.organiser_rule_age,
	email: m.organiser_rule_email,
	visibility: m.organiser_rule_visibility,
	race: m.organiser_rule_slug,
	wave: m.organiser_rule_slug,
	alias: m.organiser_rule_alias,
	club: m.organiser_rule_short_text,
	division: m.organiser_rule_alias,
	externalId: m.organiser_rule_short_text
};

/** What a wrong value of the field breaks, in the reader's language. */
export const participantRule = (field: string): string => (rules[field] ?? m.organiser_rule_other)();
