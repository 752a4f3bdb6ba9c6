/** Whether an event takes registrations at an instant. */
import { civilDateAt } from '#lib/domain/time/civilDate.ts';

export interface RegistrationWindow {
	/** scheduled | cancelled | moved | closed */
	status: string;
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
	if (window.status === 'closed') return 'over';
	if (civilDateAt(nowMs, window.timeZone) > window.date) return 'over';
	if (window.closesAtMs !== null && nowMs >= window.closesAtMs) return 'over';
	if (window.opensAtMs !== null && nowMs < window.opensAtMs) return 'not-yet-open';
	return 'open';
}
