/** Where an event stands in its year, for the people who hold it. */
import { civilDateAt } from '#lib/domain/time/civilDate.ts';
import { registrationState, type RegistrationWindow } from '#lib/domain/people/window.ts';

export const EVENT_STATES = [
	'draft',
	'practice',
	'open',
	'ready',
	'today',
	'over',
	'cancelled',
	'moved'
] as const;
export type EventState = (typeof EVENT_STATES)[number];

/**
 * `draft`: registration has not begun; `ready`: it has ended before the day. `practice` is the demonstration, until its day.
 */
export function eventState(event: RegistrationWindow & { demo: boolean }, nowMs: number): EventState {
	if (event.status === 'cancelled' || event.status === 'moved') return event.status;
	const today = civilDateAt(nowMs, event.timeZone);
	if (event.status === 'closed' || today > event.date) return 'over';
	if (today === event.date) return 'today';
	if (event.demo) return 'practice';
	const entry = registrationState(event, nowMs);
	if (entry === 'not-yet-open') return 'draft';
	return entry === 'open' ? 'open' : 'ready';
}
