/** A participants' list as text (CSV, or cells parted by tabs) → items, each with its line, and what the headings leave out. */
import { readHeadings } from '#lib/domain/registration/import/headings.ts';
import { rowOf, type PlaceNames } from '#lib/domain/registration/import/row.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import { textRecords } from './textRecords.ts';

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
	const records = textRecords(text);
	if (!records.ok) return fault('broken', records.error);
	const [headings, ...rows] = records.value;
	const { columns, unknown, repeated } = readHeadings(headings?.cells ?? []);
	if (repeated.length > 0) return fault('repeated', repeated.join(', '));
	if (!columns.some((column) => column === 'name' || column === 'firstName' || column === 'lastName'))
		return fault('no-name');
	if (rows.length === 0) return fault('no-rows');
	const items = rows.map(({ cells, line }) => ({ line, item: rowOf(columns, cells, names) }));
	return ok({ items, unknown: unknown.filter((heading) => heading.trim() !== '') });
}
