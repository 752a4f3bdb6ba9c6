/** Where an event stands, in words and in the colour of its badge. */
import type { EventState } from '#lib/domain/calendar/eventState.ts';
import * as m from '#lib/paraglide/messages.js';

export const eventStateWords: Record<EventState, () => string> = {
	draft: m.event_state_draft,
	practice: m.event_state_practice,
	open: m.event_state_open,
	ready: m.event_state_ready,
	today: m.event_state_today,
	over: m.event_state_over,
	cancelled: m.event_state_cancelled,
	moved: m.event_state_moved
};

export const eventStateTones = {
	draft: 'neutral',
	practice: 'neutral',
	open: 'success',
	ready: 'success',
	today: 'tape',
	over: 'neutral',
	cancelled: 'danger',
	moved: 'warning'
} as const satisfies Record<EventState, string>;
