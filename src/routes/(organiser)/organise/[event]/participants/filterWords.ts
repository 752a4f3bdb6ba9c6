/** What the list can be filtered and sorted by, in words. Functions, since the language is the page's. */
import * as m from '#lib/paraglide/messages.js';
import type { ParticipantColumn, ParticipantFilter, ParticipantsQuery } from '#lib/schemas/participant.ts';
import type { DeskCourse } from '#lib/server/desk/deskCourse.ts';
import { sexWords, stateWords } from '../../../participantWords.ts';

export const columnWords: Record<ParticipantColumn, () => string> = {
	bib: m.organiser_bib,
	name: m.organiser_participant,
	race: m.organiser_race,
	wave: m.organiser_wave_column,
	division: m.organiser_division,
	visibility: m.organiser_visibility,
	state: m.organiser_entry_state
};

const bibWords = { with: m.filter_bib_with, without: m.filter_bib_without };
const onlyWords = { 'alias-waiting': m.filter_alias_waiting, double: m.filter_double };

const labels: Record<ParticipantFilter, () => string> = {
	race: m.organiser_race,
	q: m.organiser_search,
	division: m.organiser_division,
	sex: m.filter_sex,
	state: m.organiser_entry_state,
	bib: m.organiser_bib,
	only: m.filter_only
};

interface Choice {
	value: string;
	label: string;
}

const choicesOf = (all: string, words: Record<string, () => string>): Choice[] => [
	{ value: '', label: all },
	...Object.entries(words).map(([value, label]) => ({ value, label: label() }))
];

export interface FilterControl {
	id: ParticipantFilter;
	label: string;
	value: string;
	options: Choice[];
}

/** The filters that are chosen from a list; those that would not narrow anything are left out. */
export function filterControls(
	query: ParticipantsQuery,
	races: readonly DeskCourse[]
): Record<'first' | 'more', FilterControl[]> {
	const divisions = [...new Set(races.flatMap((race) => race.divisions))].map((name) => [name, () => name]);
	const control = (id: ParticipantFilter, options: Choice[]): FilterControl[] =>
		options.length > 2 || query[id] !== undefined
			? [{ id, label: labels[id](), value: query[id] ?? '', options }]
			: [];
	const all = m.filter_all();
	return {
		first: control('race', [
			{ value: '', label: m.organiser_all_races() },
			...races.map(({ slug, name }) => ({ value: slug, label: name }))
		]),
		more: [
			...control('division', choicesOf(all, Object.fromEntries(divisions))),
			...control('sex', choicesOf(all, sexWords)),
			...control('state', choicesOf(all, stateWords)),
			...control('bib', choicesOf(all, bibWords)),
			...control('only', choicesOf(all, onlyWords))
		]
	};
}

/** `Race: 5 km` */
export function filterInWords(
	filter: ParticipantFilter,
	{ query, races }: { query: ParticipantsQuery; races: readonly DeskCourse[] }
): string {
	const value = query[filter] ?? '';
	const words: Record<string, string> = {
		...Object.fromEntries(races.map(({ slug, name }) => [slug, name])),
		...Object.fromEntries(
			filterControls(query, races)
				.more.filter(({ id }) => id === filter)
				.flatMap(({ options }) => options.map((option) => [option.value, option.label]))
		)
	};
	return `${labels[filter]()}: ${filter === 'q' ? value : (words[value] ?? value)}`;
}
