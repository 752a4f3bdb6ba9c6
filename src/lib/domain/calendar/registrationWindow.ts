/** Whether an event takes registrations at an instant. */
import type { EventStatus } from './eventStatus.ts';
import { civilDateAt } from '#lib/domain/time/civilDate.ts';

export interface RegistrationWindow {
	status: EventStatus;
	/** Epoch milliseconds; null: open since the event exists. */
	opensAtMs: number | null;
	/** Epoch milliseconds; null: open until the race day has ended where the race is. */
	closesAtMs: number | null;
	/** Civil date of the race in `timeZone`. */
	date: string;
	timeZone: string;
}

export type RegistrationState = 'open' | 'not-yet-open' | 'over' | 'cancelled';

/** The closing instant itself is closed; the opening instant is open. */
export function registrationState(window: RegistrationWindow, nowMs: number): RegistrationState {
	if (window.status === 'cancelled') return 'cancelled';
	if (window.status === 'draft') return 'not-yet-open';
	if (window.status === 'archived') return 'over';
	if (civilDateAt(nowMs, window.timeZone) > window.date) return 'over';
	if (window.closesAtMs !== null && nowMs >= window.closesAtMs) return 'over';
	if (window.opensAtMs !== null && nowMs < window.opensAtMs) return 'not-yet-open';
	return 'open';
}
