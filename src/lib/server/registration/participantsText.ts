/** A participants' list as text (CSV, or cells parted by tabs) → items, each with its line, and what the headings leave out. */
import { readHeadings } from '#lib/domain/people/import/headings.ts';
import { rowOf, type PlaceNames } from '#lib/domain/people/import/row.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';
import { HEADINGS } from '#lib/schemas/person.ts';
import { textRecords, type UnreadableText } from '#lib/server/csv/textRecords.ts';

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

/** `columns`: those that two headings stand for. */
export type TextFault =
	| { reason: 'empty' | 'no-rows' | 'no-name' }
	| { reason: 'repeated'; columns: string }
	| ({ reason: 'broken' } & UnreadableText);

/** @param text without a byte order mark */
export function readParticipantsText(text: string, names: PlaceNames): Result<ParticipantsText, TextFault> {
	if (text.trim() === '') return err({ reason: 'empty' });
	const records = textRecords(text);
	if (!records.ok) return err({ reason: 'broken', ...records.error });
	const [headings, ...rows] = records.value;
	const { columns, unknown, repeated } = readHeadings(headings?.cells ?? [], HEADINGS, names.questions);
	if (repeated.length > 0) return err({ reason: 'repeated', columns: repeated.join(', ') });
	if (!columns.some((column) => column === 'name' || column === 'firstName' || column === 'lastName'))
		return err({ reason: 'no-name' });
	if (rows.length === 0) return err({ reason: 'no-rows' });
	const items = rows.map(({ cells, line }) => ({ line, item: rowOf(columns, cells, names) }));
	return ok({ items, unknown: unknown.filter((heading) => heading.trim() !== '') });
}
