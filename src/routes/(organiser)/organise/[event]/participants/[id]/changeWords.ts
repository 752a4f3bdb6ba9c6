/** What is said about changes of an entry, in the language of the page. For loads and actions only. */
import type { Clash, LoggedChange } from '#lib/domain/people/entryVersions.ts';
import { versionText } from '#lib/domain/people/formVersion.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Twin } from '#lib/server/desk/deskParticipant.ts';
import { PERSON, type PersonField } from '#lib/schemas/person.ts';
import { deskLabel } from '../../../../../personControls.ts';
import { sexWords, stateWords, visibilityWords } from '../../../../participantWords.ts';
import { byWords } from '../../../../whyWords.ts';

const labels: Record<string, () => string> = {
	bib: m.organiser_bib,
	race: m.organiser_race,
	wave: m.change_wave,
	state: m.organiser_entry_state,
	merged: m.merge_log_merged,
	mergedInto: m.merge_log_into
};
const labelOf = (field: string): string =>
	labels[field]?.() ?? (Object.hasOwn(PERSON, field) ? deskLabel(field as PersonField) : field);

const choices: Record<string, Record<string, () => string>> = {
	sex: sexWords,
	state: stateWords,
	visibility: visibilityWords
};
const shown = (field: string, value: unknown): string =>
	value === null || value === undefined || value === ''
		? m.change_nothing()
		: (choices[field]?.[String(value)]?.() ?? String(value));

interface LoggedField {
	label: string;
	before: string;
	after: string;
}

/** One change of an entry as its page lists it. */
export interface ShownChange {
	/** Of the entry from this change on, as the form posts it that takes the change back. */
	version: string;
	by: string;
	/** RFC 3339. */
	at: string;
	fields: LoggedField[];
	/** The end of a merge is not taken back: it is merged anew. */
	undoable: boolean;
}

/** The bib, else the name. */
export const twinWords = ({ bib, name }: Pick<Twin, 'bib' | 'name'>): string =>
	bib === null ? name : m.organiser_bib_number({ bib });

export const shownChange = (
	{ id, twins }: { id: string; twins: readonly Twin[] },
	{ version, by, atMs, before, after }: LoggedChange
): ShownChange => ({
	version: versionText({ id, version }),
	by,
	at: new Date(atMs).toISOString(),
	fields: Object.keys(after).map((field) => ({
		label: labelOf(field),
		before: shown(field, entryOf(before[field], twins)),
		after: shown(field, entryOf(after[field], twins))
	})),
	undoable: (before.merged ?? before.mergedInto ?? null) === null
});

/** Of a field that holds an entry's id, what that entry is called. */
function entryOf(value: unknown, twins: readonly Twin[]): unknown {
	const twin = twins.find(({ id }) => id === value);
	return twin ? twinWords(twin) : value;
}

/** Both values, and whose the other one is. @param changes where whoever changed it stands by name */
export function clashWords(
	{ field, theirs, by, atMs }: Clash,
	changes: readonly LoggedChange[] = []
): string {
	const named = changes.find((change) => change.atMs === atMs && field in change.after)?.by ?? by;
	return m.change_clash({ field: labelOf(field), value: shown(field, theirs), by: byWords(named) });
}
