/** How a participant's fields have to look, in the language of the page. For loads and actions only. */
import * as m from '#lib/paraglide/messages.js';
import { factsOf, PERSON, type PersonField } from '#lib/schemas/person.ts';

/** Those that are no words. */
const rules: Record<string, () => string> = {
	bib: m.organiser_rule_bib,
	sex: m.organiser_rule_sex,
	birthDate: m.organiser_rule_birth_date,
	age: m.organiser_rule_age,
	email: m.organiser_rule_email,
	visibility: m.organiser_rule_visibility,
	race: m.organiser_rule_slug,
	wave: m.organiser_rule_slug,
	answers: m.organiser_rule_answers
};

/** What a wrong value of the field breaks. */
export function participantRule(field: string): string {
	const rule = rules[field];
	if (rule) return rule();
	if (!Object.hasOwn(PERSON, field)) return m.organiser_rule_other();
	const { filled, most = '' } = factsOf(field as PersonField);
	return filled ? m.organiser_rule_name({ most }) : m.organiser_rule_text({ most });
}
