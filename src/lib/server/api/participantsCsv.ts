/** Participants as CSV: a list that is sent, with our own headings or those of other systems, and the list as organisers get it. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { Request } from 'express';
import { delimiterOf, readHeadings, type Column } from '#lib/domain/registration/import/headings.ts';
import { rowOf, type PlaceNames } from '#lib/domain/registration/import/row.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { refuse, type Refusal } from '#lib/schemas/problem.ts';
import { RefusedWhileReading } from './problem.ts';
import { refusalOfHeaders, uploadedText } from './uploadedText.ts';

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
		// What is still under way is read and dropped, so that the answer reaches a sender who reads it last.
		req.resume();
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
		relax_column_count_less: true
	});
	let columns: (Column | null)[] | null = null;
	const items: Record<string, unknown>[] = [];
	await pipeline(
		Readable.from(withFirst(first.value, text)),
		parser,
		async (records: AsyncIterable<string[]>) => {
			for await (const cells of records) {
				if (columns) items.push(rowOf(columns, cells, names));
				else columns = columnsOf(cells, unknownColumns);
			}
		}
	);
	return items.length > 0 ? ok(items) : refuse('invalid-csv', 'the list has headings and no rows');
}

async function* withFirst(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
	yield first;
	yield* rest;
}

/** @throws RefusedWhileReading when the headings leave a doubt. */
function columnsOf(cells: string[], unknownColumns: CsvOptions['unknownColumns']): (Column | null)[] {
	const { columns, unknown, repeated } = readHeadings(cells);
	const stop = (reason: Refusal['reason'], message: string): never => {
		throw new RefusedWhileReading({ reason, message });
	};
	if (unknown.length > 0 && unknownColumns === 'refuse')
		stop(
			'unknown-field',
			`unknown headings: ${unknown.map((name) => `"${name}"`).join(', ')}; add ?unknown=ignore to leave these columns out`
		);
	if (repeated.length > 0) stop('invalid-csv', `two headings stand for ${repeated.join(', ')}`);
	if (!columns.some((column) => column === 'name' || column === 'firstName' || column === 'lastName'))
		stop('invalid-csv', 'there is no heading for the name');
	return columns;
}
