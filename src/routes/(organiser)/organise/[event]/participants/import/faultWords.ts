import * as m from '#lib/paraglide/messages.js';
import type { PreviewedRow } from '#lib/server/registration/previewParticipants.ts';
import { participantRule } from '../../../../participantRules.ts';

/** What is wrong with a row, one line for each fault. */
export function faultWords(row: PreviewedRow): string[] {
	const bib = row.bib ?? '';
	switch (row.reason) {
		case 'duplicate-bib':
			return [m.organiser_fault_duplicate_bib({ bib })];
		case 'duplicate-external-id':
			return [m.organiser_fault_duplicate_id()];
		case 'cancelled-entry':
			return [m.organiser_fault_cancelled({ bib })];
		case 'race-unknown':
			return [
				row.race ? m.organiser_fault_race_unknown({ race: row.race }) : m.organiser_fault_race_missing()
			];
		case 'wave-unknown':
			return [m.organiser_fault_wave_unknown()];
		default:
			return row.faults.map(({ field, value }) => {
				const rule = participantRule(field);
				return value ? m.organiser_fault_value({ value, rule }) : m.organiser_fault_missing({ rule });
			});
	}
}
