/**
 * A club race from its own files (tests/fixtures/races/scottish/NAME): entries, raw times and the official result. The
 * organiser's config is understood here, in the tests, and only as far as these races use it.
 */
import { readFileSync } from 'node:fs';
import { after } from './timingBuilders.ts';

export interface ScottishRace {
	name: string;
	entries: { bib: string; name: string; division: string | null }[];
	/** In the order in which they were written down; times from the gun. */
	reads: { bib: string; ms: number }[];
	/** Who started alone, so long after the gun. */
	individualStarts: { bib: string; ms: number }[];
	/** Official tables; a race with one table ranks everyone, a race with several ranks each category. */
	tables: OfficialRow[][];
	/** False where the column holds a club or only the sex, so that no category can be sent. */
	entriesHaveCategories: boolean;
}

export interface OfficialRow {
	place: number;
	bib: string;
	category: string;
	ms: number;
}

export const SCOTTISH_RACES = [
	'balmullo-2023',
	'balmullo-2025',
	'ceres_8-2025',
	'cupar_5-2026',
	'giffordtown-2023',
	'giffordtown-2025',
	'hill_of_tarvit-2025',
	'junior_hill_races-2017',
	'normans_law-2026',
	'st_andrews-2024',
	'st_andrews-2026',
	'strath_blebo-2024',
	'strath_blebo-2026'
];

/** `MS`, `FU17`, `M50`: sex, then senior, under, or from an age. */
const CATEGORY = /^[MFX](S|U\d+|\d+)$/;

export function readScottishRace(name: string): ScottishRace {
	const lines = (file: string) =>
		readFileSync(new URL(`../fixtures/races/scottish/${name}/${file}`, import.meta.url), 'utf8').split(
			/\r?\n/
		);
	const categories = lines('entries.csv')
		.slice(1)
		.filter(Boolean)
		.map((line) => line.split(',')[3] ?? '');
	const entriesHaveCategories = categories.every((category) => CATEGORY.test(category));
	return {
		name,
		entriesHaveCategories,
		entries: lines('entries.csv')
			.slice(1)
			.filter(Boolean)
			.map((line) => {
				const [bib = '', runner = '', , category = ''] = line.split(',');
				return { bib, name: runner, division: entriesHaveCategories ? category : null };
			}),
		reads: lines('rawtimes.txt')
			.filter(Boolean)
			.map((line) => {
				const [bib = '', time = ''] = line.split('\t');
				return { bib, ms: after(time) };
			}),
		individualStarts: individualStarts(lines('config.txt')),
		tables: tablesOf(lines('expected-overall.csv'))
	};
}

/** Settings that say how the original program reads and prints, and change no result. */
const WITHOUT_EFFECT =
	/^(YEAR|RACE_NAME_\w+|ENTRIES_PATH|RAW_RESULTS_PATH|CATEGORY_MAP_PATH|\w+_CATEGORIES_PATH|ENTRY_COLUMN_MAP|TEAM_PRIZE_\w+)$/;

/** @throws Error on a setting that nobody has looked at, rather than to leave it out silently. */
function individualStarts(config: string[]): ScottishRace['individualStarts'] {
	const starts: ScottishRace['individualStarts'] = [];
	for (const line of config) {
		if (!line.trim() || line.startsWith('#')) continue;
		const [key = '', value = ''] = line.split('=').map((part) => part.trim());
		if (WITHOUT_EFFECT.test(key)) continue;
		if (key !== 'OFFSETS_INDIVIDUAL_STARTS') throw new Error(`setting ${key} is not understood`);
		for (const start of value.split(',')) {
			const [bib = '', offset = ''] = start.split('/');
			starts.push({ bib, ms: after(offset) });
		}
	}
	return starts;
}

/** Each table has its own heading. */
function tablesOf(lines: string[]): OfficialRow[][] {
	const tables: OfficialRow[][] = [];
	for (const line of lines) {
		if (line.startsWith('Pos,')) tables.push([]);
		else if (line.trim()) {
			const [place = '', bib = '', category = '', time = ''] = line.split(',');
			tables.at(-1)?.push({ place: Number(place), bib, category, ms: after(time) });
		}
	}
	return tables;
}
