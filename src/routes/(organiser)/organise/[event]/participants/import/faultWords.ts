import * as m from '#lib/paraglide/messages.js';
import type { PreviewedRow } from '#lib/server/services/previewParticipants.ts';

/** How a value has to look, by field. A field without an entry has the rule in the schema's own words. */
const rules: Record<string, () => string> = {
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

/** What is wrong with a row, one line for each fault. */
export function faultWords(row: PreviewedRow): string[] {
	const bib = row.bib ?? '';
	switch (row.reason) {
		case 'duplicate-bib':
			return [m.organiser_fault_duplicate_bib({ bib })];
		case 'duplicate-external-id':
			return [m.organiser_fault_duplicate_id()];
		case 'race-unknown':
			return [
				row.race ? m.organiser_fault_race_unknown({ race: row.race }) : m.organiser_fault_race_missing()
			];
		case 'wave-unknown':
			return [m.organiser_fault_wave_unknown()];
		default:
			return row.faults.map(({ field, value, message }) => {
				const rule = rules[field]?.() ?? message;
				return value ? m.organiser_fault_value({ value, rule }) : m.organiser_fault_missing({ rule });
			});
	}
}
