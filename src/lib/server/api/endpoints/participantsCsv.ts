/** Participants as CSV: a list that is sent, with our own headings or those of other systems, and the list as organisers get it. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { Request } from 'express';
import { delimiterOf, readHeadings } from '#lib/domain/people/import/headings.ts';
import { rowOf, type PlaceNames } from '#lib/domain/people/import/row.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/base/problem.ts';
import { HEADINGS } from '#lib/schemas/person.ts';
import { dropRest } from '#lib/server/forms/unreadBody.ts';
import { CSV_BOUNDS } from '#lib/server/api/http/bounds.ts';
import { RefusedWhileReading } from '#lib/server/api/http/problem.ts';
import { refusalOfHeaders, uploadedText } from '#lib/server/api/http/uploadedText.ts';

export interface CsvOptions {
	names: PlaceNames;
	/** What to do with columns whose heading says nothing to us. */
	unknownColumns: 'refuse' | 'ignore';
}

/** One item for each row, not yet parsed. Nothing is taken of a list that cannot be read to its end. */
export async function readParticipantsCsv(
	req: Request,
	options: CsvOptions
): Promise<Result<Record<string, unknown>[], Refusal>> {
	const refusal = refusalOfHeaders(req);
	if (refusal) return { ok: false, error: refusal };
	try {
		return await readRows(uploadedText(req), options);
	} catch (error) {
		dropRest(req);
		if (error instanceof RefusedWhileReading) return { ok: false, error: error.refusal };
		if (error instanceof CsvError) return refuse('invalid-csv', error.message);
		throw error;
	}
}

async function readRows(
	text: AsyncGenerator<string>,
	{ names, unknownColumns }: CsvOptions
): Promise<Result<Record<string, unknown>[], Refusal>> {
	const first = await text.next();
	if (first.done) return refuse('invalid-csv', 'the list is empty; its first line holds the headings');
	const parser = parse({
		delimiter: delimiterOf(first.value.split(/[\r\n]/, 1)[0] ?? ''),
		skip_empty_lines: true,
		// Some programs leave out empty cells at the end; too many cells are a fault.
		relax_column_count_less: true,
		// Also where a quote is never closed.
		max_record_size: CSV_BOUNDS.rowBytes
	});
	let columns: (string | null)[] | null = null;
	const items: Record<string, unknown>[] = [];
	const take = (cells: string[]): void => {
		if (items.length >= CSV_BOUNDS.rows)
			stop('too-many-items', `the list has more than ${CSV_BOUNDS.rows} rows; send it in several parts`);
		if (columns) items.push(rowOf(columns, cells, names));
		else columns = columnsOf(cells, { names, unknownColumns });
	};
	// A pipeline may end with its own abort instead of what stopped it.
	let stopped: unknown = null;
	await pipeline(
		Readable.from(withFirst(first.value, text)),
		parser,
		async (records: AsyncIterable<string[]>) => {
			try {
				for await (const cells of records) take(cells);
			} catch (error) {
				stopped = error;
				throw error;
			}
		}
	).catch((error: unknown) => {
		throw stopped ?? error;
	});
	return items.length > 0 ? ok(items) : refuse('invalid-csv', 'the list has headings and no rows');
}

async function* withFirst(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
	yield first;
	yield* rest;
}

function stop(reason: Refusal['reason'], message: string): never {
	throw new RefusedWhileReading({ reason, message });
}

/** Unknown headings that are told; a list of another kind has many. */
const HEADINGS_SHOWN = 50;

/** @throws RefusedWhileReading when the headings leave a doubt. */
function columnsOf(cells: string[], { names, unknownColumns }: CsvOptions): (string | null)[] {
	if (cells.length > CSV_BOUNDS.columns)
		stop('invalid-csv', `the list has more than ${CSV_BOUNDS.columns} columns`);
	const { columns, unknown, repeated } = readHeadings(cells, HEADINGS, names.questions);
	if (unknown.length > 0 && unknownColumns === 'refuse')
		stop(
			'unknown-field',
			`unknown headings: ${unknown
				.slice(0, HEADINGS_SHOWN)
				.map((name) => `"${name.slice(0, 100)}"`)
				.join(', ')}; add ?unknown=ignore to leave these columns out`
		);
	if (repeated.length > 0) stop('invalid-csv', `two headings stand for ${repeated.join(', ')}`);
	if (!columns.some((column) => column === 'name' || column === 'firstName' || column === 'lastName'))
		stop('invalid-csv', 'there is no heading for the name');
	return columns;
}
