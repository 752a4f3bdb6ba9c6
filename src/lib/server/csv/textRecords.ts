/** Text of a list (CSV, or cells parted by tabs or semicolons) → its cells, line by line. */
import { CsvError, parse } from 'csv-parse/sync';
import { delimiterOf } from '#lib/domain/people/import/headings.ts';
import { err, ok, type Result } from '#lib/domain/result.ts';

export interface TextRecord {
	cells: string[];
	/** In the text, from 1. */
	line: number;
}

/** Together they bound what a list of a few megabytes can be made into. */
const MOST_ROWS = 50_000;
const MOST_COLUMNS = 200;
const MOST_ROW_CHARACTERS = 64 * 1024;

/** The line from which on the text makes no sense, from 1; null: it has more rows or columns than a list may have. */
export interface UnreadableText {
	line: number | null;
}

/** @param text without a byte order mark */
export function textRecords(text: string): Result<TextRecord[], UnreadableText> {
	try {
		const records = parse(text, {
			delimiter: delimiterOf(text.split(/[\r\n]/, 1)[0] ?? ''),
			skip_empty_lines: true,
			// Some programs leave out empty cells at the end; too many cells are a fault.
			relax_column_count_less: true,
			// Also where a quote is never closed.
			max_record_size: MOST_ROW_CHARACTERS,
			to: MOST_ROWS + 1,
			info: true
		}) as unknown as { record: string[]; info: { lines: number } }[];
		if (records.length > MOST_ROWS) return err({ line: null });
		if ((records[0]?.record.length ?? 0) > MOST_COLUMNS) return err({ line: null });
		return ok(records.map(({ record, info }) => ({ cells: record, line: info.lines })));
	} catch (error) {
		if (error instanceof CsvError) return err({ line: Number(error.lines) || 1 });
		throw error;
	}
}
