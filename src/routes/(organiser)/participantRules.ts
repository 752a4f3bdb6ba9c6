import * as m from '#lib/paraglide/messages.js';

/** How a participant's fields have to look, by field, where more than the schema's own words can be said. */
export const participantRules: Record<string, () => string> = {
	name: m.organiser_rule_name,
	bib: m.organiser_rule_bib,
	sex: m.organiser_rule_sex,
	birthDate: m.organiser_rule_birth_date,
	age: m.organiser_rule_age,
	email: m.organiser_rule_email,
	visibility: m.organiser_rule_visibility,
	race: m.organiser_rule_slug,
	wave: m.organiser_rule_slug
};
