import type { VersionFault } from '#lib/domain/people/formVersion.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Reason, Refusal } from '#lib/schemas/base/problem.ts';
import { LONGEST_WHY } from '#lib/schemas/ruling.ts';

/** What a form of the desk can run into. The rest is refused at the API's door; a page that meets it says so in general. */
const words: Partial<Record<Reason, () => string>> = {
	'participant-unknown': m.organiser_refused_participant,
	'passing-unknown': m.organiser_refused_passing,
	'ruling-unknown': m.organiser_refused_ruling,
	'duplicate-bib': m.organiser_refused_bib,
	'merged-entry': m.merge_is_merged,
	'impossible-time': m.organiser_refused_impossible_time,
	'edited-since': m.organiser_refused_edited_since,
	'unruled-participants': m.organiser_refused_unruled,
	forbidden: m.organiser_refused_forbidden,
	'not-signed-in': m.organiser_refused_forbidden,
	'event-unknown': m.organiser_refused_event,
	'race-unknown': m.organiser_refused_race,
	'device-unknown': m.organiser_refused_device,
	'publication-unknown': m.organiser_refused_publication,
	'not-found': m.organiser_refused_gone,
	'in-use': m.organiser_refused_in_use,
	'invalid-document': m.organiser_refused_value,
	'invalid-request': m.organiser_refused_value,
	'too-many-requests': m.organiser_refused_wait,
	'not-ready': m.organiser_refused_wait
};

/** What a form says of a refusal: beside the reason where that is what is wrong, else at `field`. */
export const refusalFault = (
	refusal: Pick<Refusal, 'reason' | 'errors'>,
	{ field, why }: { field: string; why: string }
): { field: string; message: string } =>
	refusal.errors?.some(({ pointer }) => pointer === '/why')
		? { field: why, message: m.organiser_why_too_long({ most: LONGEST_WHY }) }
		: { field, message: refusalWords(refusal) };

/** In the reader's language; never the service's own sentence, which is the API's English. */
export const refusalWords = ({ reason }: Pick<Refusal, 'reason'>): string =>
	(words[reason] ?? m.organiser_refused_other)();

/** What a form hears that does not say which version it was made from, or says it wrongly. */
export const versionFaultWords: Record<VersionFault, () => string> = {
	none: m.change_without_version,
	other: m.change_of_another,
	future: m.change_from_nowhere
};
