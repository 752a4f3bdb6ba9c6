/** What the public pages of an event show: plain data, already in the language of the page. */
import type { Campaign, Service } from './campaign.ts';

export type EventStatus = 'scheduled' | 'cancelled' | 'moved' | 'closed';
export type EntryState = 'open' | 'not-yet-open' | 'over' | 'cancelled' | 'full';

export interface PublicRace {
	slug: string;
	name: string;
	distanceM: number;
	/** `none` before the gun; `live` from the gun until something is published. */
	results: 'none' | 'live' | 'provisional' | 'official';
}

/** What stands around every public page of an event. */
export interface EventHead {
	slug: string;
	name: string;
	/** Civil date in `timeZone`, YYYY-MM-DD. */
	date: string;
	timeZone: string;
	demo: boolean;
	services: Service[];
}

export interface EventPage {
	slug: string;
	date: string;
	timeZone: string;
	/** Epoch milliseconds of the first start; null where no programme says it. */
	startAtMs: number | null;
	status: EventStatus;
	entry: EntryState;
	/** Epoch milliseconds; null: until the race day ends. */
	entryClosesAtMs: number | null;
	/** Under this age a guardian has to agree. */
	guardianUnderAge: number;
	demo: boolean;
	races: PublicRace[];
	campaign: Campaign;
}

/** One line of the list of events. */
export interface EventCard {
	slug: string;
	name: string;
	tagline: string;
	date: string;
	timeZone: string;
	startAtMs: number | null;
	place: string;
	status: EventStatus;
	entry: EntryState;
	demo: boolean;
	races: PublicRace[];
}
