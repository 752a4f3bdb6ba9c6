import * as m from '#lib/paraglide/messages.js';
import type { Reason, Refusal } from '#lib/schemas/problem.ts';

/** What a form of the desk can run into; anything else is said in the service's own words. */
const words: Partial<Record<Reason, () => string>> = {
	'participant-unknown': m.organiser_refused_participant,
	'passing-unknown': m.organiser_refused_passing,
	'ruling-unknown': m.organiser_refused_ruling,
	'duplicate-bib': m.organiser_refused_bib,
	'impossible-time': m.organiser_refused_impossible_time,
	'edited-since': m.organiser_refused_edited_since,
	'unruled-participants': m.organiser_refused_unruled,
	forbidden: m.organiser_refused_forbidden,
	'not-signed-in': m.organiser_refused_forbidden
};

export const refusalWords = ({ reason, message }: Refusal): string => words[reason]?.() ?? message;
