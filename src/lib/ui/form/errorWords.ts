/** What an error page says, by what `handleError` and the doors name. */
import * as m from '#lib/paraglide/messages.js';

export interface ErrorWords {
	title: string;
	lead: string;
}

/** @param message of the error; `not-ready`: the database is away, `bad-form`: what no form of ours sends */
export function errorWords(message: string | undefined): ErrorWords {
	if (message === 'not-ready') return { title: m.ui_not_ready_title(), lead: m.ui_not_ready_lead() };
	if (message === 'bad-form') return { title: m.ui_bad_request_title(), lead: m.ui_bad_request_lead() };
	if (message === 'forbidden') return { title: m.access_refused_title(), lead: m.access_refused_lead() };
	return { title: m.ui_fault_title(), lead: m.ui_fault_lead() };
}
