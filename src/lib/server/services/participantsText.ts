/** A participants' list as text (CSV, or cells parted by tabs) → items, each with its line, and what the headings leave out. */
import { CsvError, parse } from 'csv-parse/sync';
import { delimiterOf, readHeadings } from '#lib/domain/registration/import/headings.ts';
import { rowOf, type PlaceNames } from '#lib/domain/registration/import/row.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';

export interface ListedItem {
	/** In the text, the headings being line 1. */
	line: number;
	/** Not yet parsed. */
	item: Record<string, unknown>;
}

export interface ParticipantsText {
	items: ListedItem[];
	/** Headings that say nothing to us, as written: their columns are left out. */
	unknown: string[];
}

/** `detail`: columns that two headings stand for, or where the text stops making sense. */
export interface TextFault {
	reason: 'empty' | 'no-rows' | 'no-name' | 'repeated' | 'broken';
	detail: string;
}

const fault = (reason: TextFault['reason'], detail = '') => err({ reason, detail });

/** @param text without a byte order mark */
export function readParticipantsText(text: string, names: PlaceNames): Result<ParticipantsText, TextFault> {
	if (text.trim() === '') return fault('empty');
	let records: Recorded[];
	try {
		records = recordsOf(text);
	} catch (error) {
		if (error instanceof CsvError) return fault('broken', error.message);
		throw error;
	}
	const [headings, ...rows] = records;
	const { columns, unknown, repeated } = readHeadings(headings?.record ?? []);
	if (repeated.length > 0) return fault('repeated', repeated.join(', '));
	if (!columns.some((column) => column === 'name' || column === 'firstName' || column === 'lastName'))
		return fault('no-name');
	if (rows.length === 0) return fault('no-rows');
	const items = rows.map(({ record, info }) => ({ line: info.lines, item: rowOf(columns, record, names) }));
	return ok({ items, unknown: unknown.filter((heading) => heading.trim() !== '') });
}

interface Recorded {
	record: string[];
	info: { lines: number };
}

/** @throws CsvError */
const recordsOf = (text: string): Recorded[] =>
	parse(text, {
		delimiter: delimiterOf(text.split(/[\r\n]/, 1)[0] ?? ''),
		skip_empty_lines: true,
		// Some programs leave out empty cells at the end; too many cells are a fault.
		relax_column_count_less: true,
		info: true
	}) as unknown as Recorded[];
