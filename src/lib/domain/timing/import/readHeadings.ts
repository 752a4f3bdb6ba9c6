/**
 * Headings of files of reads: what chip readers, RunSignup, RACE RESULT and Webscorer export, and lists kept by hand.
 * Compared folded: accents, case, blanks and punctuation do not matter.
 */
import { foldName } from '#lib/domain/people/foldedName.ts';

export const READ_COLUMNS = ['bib', 'tag', 'date', 'time', 'checkpoint', 'device'] as const;
export type ReadColumn = (typeof READ_COLUMNS)[number];

/** How a time is meant: since the gun, or on the clock on the wall. */
export type TimeMeaning = 'elapsed' | 'time-of-day';

/** Of several headings for one column the one listed first is used: a gun time says more about the finish than a net time. */
const NAMES: readonly (readonly [string, ReadColumn, TimeMeaning?])[] = [
	...names('bib', [
		'bib',
		'bib number',
		'bib no',
		'race number',
		'start number',
		'number',
		'no',
		'numar',
		'nr',
		'номер'
	]),
	...names('tag', [
		'chip',
		'chip code',
		'chip id',
		'chip number',
		'tag',
		'tag id',
		'tag code',
		'epc',
		'transponder',
		'transponder code',
		'transp code',
		'transponder id',
		'чип'
	]),
	...names('date', ['date', 'day', 'data', 'дата']),
	...names(
		'time',
		['time of day', 'tod', 'timestamp', 'date time', 'passing time', 'read time'],
		'time-of-day'
	),
	...names('time', ['clock time', 'gun time', 'elapsed', 'elapsed time', 'race time'], 'elapsed'),
	...names('time', ['time', 'finish time', 'finish', 'timp', 'ora', 'время']),
	...names('time', ['chip time', 'net time'], 'elapsed'),
	...names('checkpoint', [
		'checkpoint',
		'timing point',
		'location',
		'location name',
		'point',
		'split',
		'punct',
		'пункт'
	]),
	...names('device', [
		'device',
		'device id',
		'decoder',
		'decoder id',
		'reader',
		'reader id',
		'antenna',
		'box'
	])
];

function names(column: ReadColumn, headings: readonly string[], meaning?: TimeMeaning) {
	return headings.map((heading) => [fold(heading), column, meaning] as const);
}

function fold(heading: string): string {
	return foldName(heading).replace(/[^\p{L}\p{N}]/gu, '');
}

export interface ReadHeadings {
	/** Index of the cell for each column that the file has. */
	indexOf: Partial<Record<ReadColumn, number>>;
	meaning: TimeMeaning | null;
	/** As written; their cells are left out. */
	unknown: string[];
}

/** Null when the row is no row of headings: none of them is known. */
export function recogniseHeadings(row: readonly string[]): ReadHeadings | null {
	const folded = row.map(fold);
	const used: ReadHeadings = { indexOf: {}, meaning: null, unknown: [] };
	for (const [name, column, meaning] of NAMES) {
		const index = folded.indexOf(name);
		if (index === -1 || used.indexOf[column] !== undefined) continue;
		used.indexOf[column] = index;
		if (column === 'time') used.meaning = meaning ?? null;
	}
	if (Object.keys(used.indexOf).length === 0) return null;
	const indices = new Set(Object.values(used.indexOf));
	used.unknown = row.filter((heading, index) => !indices.has(index) && heading.trim() !== '');
	return used;
}
