/** Where an event stands, in words and in the colour of its badge: the same on the public pages and at the desk. */
import type { EventPhaseName } from '#lib/domain/calendar/eventPhase.ts';
import * as m from '#lib/paraglide/messages.js';

export const phaseWords: Record<EventPhaseName, () => string> = {
	draft: m.event_phase_draft,
	'not-yet-open': m.event_phase_not_yet_open,
	open: m.event_phase_open,
	full: m.event_phase_full,
	closed: m.event_phase_closed,
	today: m.event_phase_today,
	provisional: m.event_phase_provisional,
	official: m.event_phase_official,
	past: m.event_phase_past,
	cancelled: m.event_phase_cancelled,
	postponed: m.event_phase_postponed,
	archived: m.event_phase_archived
};

export const phaseTones = {
	draft: 'neutral',
	'not-yet-open': 'neutral',
	open: 'tape',
	full: 'neutral',
	closed: 'neutral',
	today: 'blue',
	provisional: 'success',
	official: 'success',
	past: 'neutral',
	cancelled: 'danger',
	postponed: 'warning',
	archived: 'neutral'
} as const satisfies Record<EventPhaseName, string>;
