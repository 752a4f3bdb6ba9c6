/** A participant as an organiser's list names one. A field that is left out keeps what is stored; null clears it. */
import type { Sex } from '#lib/domain/timing/facts/course.ts';
import type { Visibility } from '#lib/domain/people/entry.ts';

export interface ImportItem {
	/** Slug; may be left out where the event has one race. */
	race?: string;
	/** Slug; left out: the race's first wave, or the one the participant is in. */
	wave?: string;
	/** Left out or null: a new participant gets the next free number, a known one keeps the own. */
	bib?: string | null;
	name: string;
	sex?: Sex | null;
	/** `YYYY-MM-DD` */
	birthDate?: string | null;
	/** Whole years on the race's reference day. */
	age?: number | null;
	club?: string | null;
	/** The id in the other system. */
	externalId?: string | null;
	/** Wins over age and sex. */
	division?: string | null;
	visibility?: Visibility;
	alias?: string | null;
	email?: string | null;
}

/** A participant with every field, as it is stored. */
export interface Entrant {
	race: string;
	wave: string;
	bib: string | null;
	name: string;
	sex: Sex | null;
	birthDate: string | null;
	age: number | null;
	club: string | null;
	externalId: string | null;
	division: string | null;
	visibility: Visibility;
	alias: string | null;
	email: string | null;
}

export const IMPORT_REJECTIONS = [
	'invalid-item',
	'unknown-field',
	'race-unknown',
	'wave-unknown',
	'duplicate-bib',
	'duplicate-external-id',
	'cancelled-entry'
] as const;
export type ImportRejection = (typeof IMPORT_REJECTIONS)[number];
