/** A participant as an organiser's list names one. A field that is left out keeps what is stored; null clears it. */
import type { Visibility } from '#lib/domain/people/entry.ts';

/** What decides about an item. All else that is known of a person goes along. */
export interface ImportItem {
	/** Slug; may be left out where the event has one race. */
	race?: string;
	/** Slug; left out: the race's first wave, or the one the participant is in. */
	wave?: string;
	/** Left out or null: a new participant gets the next free number, a known one keeps the own. */
	bib?: string | null;
	name: string;
	/** The id in the other system. */
	externalId?: string | null;
	visibility?: Visibility;
}

/** As it is to be stored; what is left out is not known. */
export type Entrant<Item extends ImportItem = ImportItem> = Item & {
	race: string;
	wave: string;
	bib: string | null;
	visibility: Visibility;
};

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
