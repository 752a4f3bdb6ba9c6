/** What the shell around an event's pages shows. */
import type { EventPhaseName } from '#lib/domain/calendar/eventPhase.ts';
import type { DeskPage, DeskState } from '#lib/server/desk/shell.ts';

export interface EventAtDesk {
	slug: string;
	name: string;
	/** Civil date, YYYY-MM-DD. */
	date: string;
	phase: EventPhaseName;
	practice: boolean;
	timeZone: string;
}

export interface DeskAround {
	event: EventAtDesk;
	/** The other events of whoever is signed in, the latest first. */
	others: EventAtDesk[];
	/** Those that may be opened. */
	pages: DeskPage[];
	state: DeskState;
}
