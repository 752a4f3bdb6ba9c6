/** What the public pages of an event show: plain data, already in the language of the page. */
import type { EntryState, EventPhaseName, RacePhase } from '#lib/domain/calendar/eventPhase.ts';
import type { ReadRules } from '#lib/domain/calendar/ownWords.ts';
import type { Campaign, Service } from './campaign.ts';

export interface PublicRace {
	slug: string;
	name: string;
	distanceM: number;
	/** False: a walk. */
	timed: boolean;
	results: RacePhase['results'];
}

/** Over each page of an event, in the language of the page. */
export interface EventNotice {
	kind: 'info' | 'warning' | 'danger';
	text: string;
}

/** What stands around every public page of an event. */
export interface EventHead {
	slug: string;
	name: string;
	/** Civil date in `timeZone`, YYYY-MM-DD. */
	date: string;
	timeZone: string;
	demo: boolean;
	/** Nobody's time is taken: there is no live page, and there are no results. */
	walk: boolean;
	services: Service[];
	notices: EventNotice[];
}

export interface EventPage {
	slug: string;
	date: string;
	timeZone: string;
	/** Epoch milliseconds of the first start; null where no programme says it. */
	startAtMs: number | null;
	phase: EventPhaseName;
	/** The day is behind, or the event is put away. */
	over: boolean;
	entry: EntryState;
	/** Epoch milliseconds; null: until the race day ends. */
	entryClosesAtMs: number | null;
	/** Under this age a guardian has to agree. */
	guardianUnderAge: number;
	demo: boolean;
	practice: boolean;
	races: PublicRace[];
	/** Null: nobody says where. */
	meetingPoint: string | null;
	/** Of the run itself; null: it has none. */
	rules: ReadRules | null;
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
	phase: EventPhaseName;
	over: boolean;
	entry: EntryState;
	demo: boolean;
	practice: boolean;
	races: PublicRace[];
}

/** Nobody's time is taken, in no race of it. */
export const isWalk = ({ races }: { races: readonly Pick<PublicRace, 'timed'>[] }): boolean =>
	races.length > 0 && races.every(({ timed }) => !timed);
