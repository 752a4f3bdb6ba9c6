/** Words for where a runner stands in the results. */
import * as m from '#lib/paraglide/messages.js';
import type { NamedDifference } from '#lib/server/publication/versionDifference.ts';

export const resultStatusWords = {
	finished: m.organiser_result_finished,
	'on-course': m.organiser_result_on_course,
	dnf: m.organiser_result_dnf,
	dq: m.organiser_result_dq,
	dns: m.organiser_result_dns,
	'not-seen': m.organiser_result_not_seen
};

export const publicationStateWords = {
	provisional: m.organiser_state_provisional,
	official: m.organiser_state_official
};

type State = NamedDifference['before'];

const stateWords = (state: State): string =>
	state === null ? m.organiser_diff_not_listed() : (state.time ?? resultStatusWords[state.status]());

/** `0:24:31 → disqualified`, `place 5 → 4`, `0:24:31 → 0:24:30, place 6 → 5`; whom it is about stands before it. */
export function differenceWords({ before, after, placeOnly }: NamedDifference): string {
	if (before === null) return m.organiser_diff_new({ after: stateWords(after) });
	if (after === null) return m.organiser_diff_gone({ before: stateWords(before) });
	const place =
		before.place !== null && after.place !== null && before.place !== after.place
			? m.organiser_diff_place({ before: before.place, after: after.place })
			: null;
	if (placeOnly && place) return place;
	const result = `${stateWords(before)} → ${stateWords(after)}`;
	return place ? `${result}, ${place}` : result;
}
