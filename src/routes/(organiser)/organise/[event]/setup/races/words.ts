/** What the forms of races say: labels, faults, and what hangs on a part that is to go. */
import * as m from '#lib/paraglide/messages.js';
import type { PartUse } from '#lib/schemas/base/problem.ts';
import type { SettingClash, SettingFault, Settings } from '#lib/schemas/event/madeFrom.ts';
import type { NewRaceFault, NewRaceField, NewRaceValues } from '#lib/schemas/event/race/newRace.ts';
import type { RaceSetting } from '#lib/schemas/event/race/raceSettings.ts';
import { rowField, rowOf, type RaceList, type ROW_PARTS } from '#lib/schemas/event/race/rows.ts';
import { faultSentence } from '../../../new/words.ts';

const NEW_LABELS: Record<NewRaceField, () => string> = {
	name: m.new_event_race_name,
	distance: m.race_lap_or_distance,
	laps: m.new_event_laps,
	start: m.new_event_start,
	places: m.new_event_places
};

export const newRaceFaultWords = ({ field, reason }: NewRaceFault, values: NewRaceValues) => ({
	field,
	message: faultSentence(reason, { label: NEW_LABELS[field](), value: values[field] })
});

const SETTING_LABELS: Record<RaceSetting, () => string> = {
	name: m.new_event_race_name,
	distance: m.new_event_distance,
	places: m.new_event_places,
	ageFrom: m.race_age_from,
	ageTo: m.race_age_to,
	rankBy: m.race_rank_by,
	rounding: m.race_rounding,
	ties: m.race_ties,
	ageOn: m.race_age_on,
	startWindow: m.race_start_window,
	fallbackDivision: m.race_fallback
};

type PartLabels = { [L in RaceList]: Record<(typeof ROW_PARTS)[L][number], () => string> };
const PART_LABELS: PartLabels = {
	wave: { name: m.race_wave_name, start: m.new_event_start },
	checkpoint: {
		name: m.race_checkpoint_name,
		kind: m.race_checkpoint_kind,
		distance: m.race_checkpoint_distance,
		crossings: m.race_checkpoint_crossings,
		least: m.race_checkpoint_least
	},
	division: {
		name: m.race_division_name,
		sex: m.race_division_sex,
		from: m.race_age_from,
		to: m.race_age_to
	},
	award: {
		name: m.race_award_name,
		sex: m.race_division_sex,
		division: m.race_award_division,
		rankBy: m.race_rank_by,
		depth: m.race_award_depth,
		exclusive: m.race_award_exclusive
	}
};

/** Of one list, as the heads of its columns say it. */
export const partLabels = (list: RaceList): Record<string, string> =>
	Object.fromEntries(Object.entries(PART_LABELS[list]).map(([part, label]) => [part, label()]));

function labelOf(field: string, settings: Settings): string {
	const row = rowOf(field);
	if (!row)
		return (SETTING_LABELS as Record<string, (() => string) | undefined>)[field]?.() ?? m.race_course();
	const { list, key, part } = row;
	const label = (PART_LABELS[list] as Record<string, (() => string) | undefined>)[part ?? 'name']?.() ?? '';
	const name = settings[`${rowField(list, key)}_name`] ?? '';
	return name && part !== 'name' ? `${label} (${name})` : label;
}

export const faultWords = ({ field, reason, limit }: SettingFault, typed: Settings) => ({
	field,
	message: faultSentence(reason, { label: labelOf(field, typed), value: typed[field] ?? '', limit })
});

/** A row that somebody else added or took out is told by its name. */
export function clashWords({ field, theirs }: SettingClash, typed: Settings) {
	const row = rowOf(field);
	const gone = row !== null && theirs === '' && row.part === null;
	return {
		field: row?.part === null ? `${field}_name` : field,
		message: gone
			? m.race_row_gone({ label: labelOf(field, typed) })
			: m.settings_clash({ label: labelOf(field, typed), value: theirs || '–' })
	};
}

/** At the list that the part stood in. */
export const partUseField = ({ wave, checkpoint }: PartUse): string =>
	wave === undefined ? (checkpoint === undefined ? '' : 'checkpoints') : 'waves';
