/** What the live page and the results say while there is nobody to list, in the language of the page. Used on the server. */
import * as m from '#lib/paraglide/messages.js';
import type { EventPage } from '#lib/schemas/event/eventPage.ts';
import { longDate } from '#lib/ui/dates.ts';

export interface NothingYet {
	title: string;
	hint: string;
	/** The race may be followed now. */
	leads: boolean;
}

export function nothingLive(page: EventPage): NothingYet {
	const { phase, over, date } = page;
	if (phase === 'cancelled' || phase === 'postponed') return offWords(page);
	const published = isPublished(page);
	if (published || over) {
		const hint = published ? m.result_past_published_hint() : m.result_past_hint();
		return { title: m.result_past_live_title(), hint, leads: false };
	}
	if (phase === 'today' || isRunning(page))
		return { title: m.result_live_waiting(), hint: m.result_live_waiting_hint(), leads: true };
	return {
		title: m.result_before_title(),
		hint: m.result_before_hint({ day: longDate(date) }),
		leads: false
	};
}

export function nothingPublished(page: EventPage): NothingYet {
	const { phase, over, date } = page;
	if (phase === 'cancelled' || phase === 'postponed') return offWords(page);
	const title = m.result_none_title();
	if (isRunning(page)) return { title, hint: m.result_none_hint(), leads: true };
	if (over) return { title, hint: m.result_past_hint(), leads: false };
	if (phase === 'today') return { title, hint: m.result_none_hint(), leads: true };
	return {
		title: m.result_before_title(),
		hint: m.result_before_results_hint({ day: longDate(date) }),
		leads: false
	};
}

export const isPublished = ({ races }: EventPage): boolean =>
	races.some(({ results }) => results === 'provisional' || results === 'official');

const isRunning = ({ races }: EventPage): boolean => races.some(({ results }) => results === 'live');

const offWords = ({ phase }: EventPage): NothingYet => ({
	title: phase === 'cancelled' ? m.event_phase_cancelled() : m.event_phase_postponed(),
	hint: m.result_cancelled_hint(),
	leads: false
});
