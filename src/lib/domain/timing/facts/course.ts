/**
 * The rules of one race, as the event document sets them. Distances in metres, durations in milliseconds,
 * instants in epoch milliseconds. Defaults: timing rules of the sport, listed in README.md beside this file.
 */

export const CHECKPOINT_KINDS = ['start', 'split', 'finish', 'start-finish'] as const;
export type CheckpointKind = (typeof CHECKPOINT_KINDS)[number];
export const ROUNDINGS = ['second-up', 'tenth-up', 'none'] as const;
export type Rounding = (typeof ROUNDINGS)[number];
export const TIES = ['share', 'distinct'] as const;
export type Ties = (typeof TIES)[number];
export const AGE_ON = ['race-day', 'december-31', 'year-of-birth'] as const;
export type AgeOn = (typeof AGE_ON)[number];
export const RANK_BY = ['gun', 'net'] as const;
export type RankBy = (typeof RANK_BY)[number];
export const SEXES = ['F', 'M', 'X'] as const;
export type Sex = (typeof SEXES)[number];

export interface Checkpoint {
	slug: string;
	kind: CheckpointKind;
	/** Distance from the start; null when not given. The finish defaults to the race distance. */
	distanceM: number | null;
	/** Least plausible time from the gun of the wave. Default: distance at 2:00 min/km. */
	minTimeMs: number;
	/** How many counted reads a runner may have here (laps). Default 1. */
	maxOccurrences: number;
	/** A further read counts only this long after the last counted one. Default 60,000. */
	gapMs: number;
	/** Device names in order of trust; empty: by first passing, then name. */
	devices: string[];
	/** Two devices agree when their candidates lie within this. Default 5,000. */
	agreeMs: number;
}

export interface Wave {
	slug: string;
	/** Null until the gun. The value in force: rulings have already been applied by the caller or are applied by `deriveResults`. */
	gunStartMs: number | null;
}

export interface Division {
	name: string;
	/** Null: everyone. */
	sex: Sex | null;
	/** Whole years, inclusive; null: open end. With `ageOn: 'year-of-birth'` the bounds are still ages. */
	ageFrom: number | null;
	ageTo: number | null;
}

/** A list of winners: depth, own order, and whether its winners are taken out of later categories. */
export interface AwardCategory {
	name: string;
	sex: Sex | null;
	/** Name of a division; null: whole race. */
	division: string | null;
	rankBy: RankBy;
	depth: number;
	exclusive: boolean;
}

/** Teams by club: sum of the first n times or places; ties by the next member. */
export interface TeamRules {
	count: number;
	by: 'time' | 'places';
	sex: Sex | null;
}

export interface Race {
	slug: string;
	name: string;
	distanceM: number;
	rankBy: RankBy;
	rounding: Rounding;
	ties: Ties;
	startWindowMs: number;
	ageOn: AgeOn;
	/** Civil date `YYYY-MM-DD` of the race in the event's zone. */
	date: string;
	waves: Wave[];
	/** In course order. */
	checkpoints: Checkpoint[];
	divisions: Division[];
	/** Division for participants with age and sex but no matching division; null: none. */
	fallbackDivision: string | null;
	awards: AwardCategory[];
	teams: TeamRules[];
}

export interface Participant {
	id: string;
	bib: string | null;
	waveSlug: string;
	sex: Sex | null;
	/** `YYYY-MM-DD`; wins over `age`. */
	birthDate: string | null;
	/** Whole years, on the race's reference day. */
	age: number | null;
	/** Explicit division; wins over age and sex. */
	division: string | null;
	club: string | null;
}
