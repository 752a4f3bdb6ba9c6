/** Words for what is known of a participant. Functions, since the language is the request's. */
import * as m from '#lib/paraglide/messages.js';

export const visibilityWords = {
	name: m.organiser_visibility_name,
	alias: m.organiser_visibility_alias,
	bib: m.organiser_visibility_bib,
	hidden: m.organiser_visibility_hidden
};

export const stateWords = {
	registered: m.organiser_state_registered,
	cancelled: m.organiser_state_cancelled
};

export const sexWords = { F: m.organiser_sex_F, M: m.organiser_sex_M, X: m.organiser_sex_X };
