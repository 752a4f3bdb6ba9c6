/** What can be chosen in a race's form, with a sentence on what it means. Made on the server, where the words are. */
import * as m from '#lib/paraglide/messages.js';
import type { AgeOn, CheckpointKind, RankBy, Rounding, Sex, Ties } from '#lib/domain/timing/facts/course.ts';
import { partLabels } from '../words.ts';

interface Choice<V extends string> {
	value: V;
	label: string;
	hint?: string;
}

const sexes = (): Choice<Sex | ''>[] => [
	{ value: '', label: m.race_sex_all() },
	{ value: 'F', label: m.race_sex_F() },
	{ value: 'M', label: m.race_sex_M() },
	{ value: 'X', label: m.race_sex_X() }
];
const kinds = (): Choice<CheckpointKind>[] => [
	{ value: 'start', label: m.race_kind_start() },
	{ value: 'split', label: m.race_kind_split() },
	{ value: 'finish', label: m.race_kind_finish() },
	{ value: 'start-finish', label: m.race_kind_line() }
];
const rankBy = (): Choice<RankBy>[] => [
	{ value: 'gun', label: m.race_rank_gun(), hint: m.race_rank_gun_hint() },
	{ value: 'net', label: m.race_rank_net(), hint: m.race_rank_net_hint() }
];
const roundings = (): Choice<Rounding>[] => [
	{ value: 'second-up', label: m.race_rounding_second(), hint: m.race_rounding_second_hint() },
	{ value: 'tenth-up', label: m.race_rounding_tenth(), hint: m.race_rounding_tenth_hint() },
	{ value: 'none', label: m.race_rounding_none(), hint: m.race_rounding_none_hint() }
];
const ties = (): Choice<Ties>[] => [
	{ value: 'share', label: m.race_ties_share(), hint: m.race_ties_share_hint() },
	{ value: 'distinct', label: m.race_ties_distinct(), hint: m.race_ties_distinct_hint() }
];
const ageOn = (): Choice<AgeOn>[] => [
	{ value: 'race-day', label: m.race_age_on_day() },
	{ value: 'december-31', label: m.race_age_on_year_end() },
	{ value: 'year-of-birth', label: m.race_age_on_birth_year() }
];

export const raceChoices = () => ({
	sexes: sexes(),
	kinds: kinds(),
	rankBy: rankBy(),
	roundings: roundings(),
	ties: ties(),
	ageOn: ageOn(),
	labels: {
		wave: partLabels('wave'),
		checkpoint: partLabels('checkpoint'),
		division: partLabels('division'),
		award: partLabels('award')
	}
});
