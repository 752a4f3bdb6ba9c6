/** The API's words for a difference; pages have their own in three languages. */
import type { Difference, PublishedState } from '#lib/domain/publication/difference.ts';
import type { ResultStatus } from '#lib/domain/timing/facts/result.ts';

const WORDS: Record<ResultStatus, string> = {
	finished: 'finished',
	'on-course': 'on course',
	dnf: 'did not finish',
	dq: 'disqualified',
	dns: 'did not start',
	'not-seen': 'not seen'
};

/** `bib 17: 0:24:31 → disqualified`, `bib 18: place 5 → 4`, `bib 19: 0:24:31 → 0:24:30, place 6 → 5`. */
export function differenceInWords({ before, after, placeOnly }: Difference, bib: string | null): string {
	const who = bib === null ? 'a runner without a bib' : `bib ${bib}`;
	if (before === null) return `${who}: new, ${stateInWords(after)}`;
	if (after === null) return `${who}: ${stateInWords(before)} → no longer listed`;
	const place =
		before.place !== null && after.place !== null && before.place !== after.place
			? `place ${before.place} → ${after.place}`
			: null;
	if (placeOnly && place) return `${who}: ${place}`;
	const result = `${stateInWords(before)} → ${stateInWords(after)}`;
	return `${who}: ${place ? `${result}, ${place}` : result}`;
}

const stateInWords = (state: PublishedState | null): string =>
	state === null ? 'not listed' : (state.time ?? WORDS[state.status]);
