import type { Pool } from 'pg';

/** Values as PostgreSQL writes them, which is cheaper than to have each made into a number. */
const asText = { getTypeParser: () => (text: string) => text };
export type TextRow = (string | null)[];

/** Each row as an array, in the order of the columns. */
export async function textRows(pool: Pool, text: string, values: unknown[]): Promise<TextRow[]> {
	const { rows } = await pool.query<TextRow>({ text, values, rowMode: 'array', types: asText });
	return rows;
}

const [ROW, CELL, NULL] = ['\x1e', '\x1f', '\x1d'];
const sql = (character: string): string => `chr(${character.charCodeAt(0)})`;
/** In these characters nobody has a name; whoever sends them gets spaces. */
const plain = (column: string): string => `replace(replace(${column}, ${sql(ROW)}, ' '), ${sql(CELL)}, ' ')`;

export interface PackedColumns {
	/** Of ids, numbers, dates and words of our own, which hold no separators. */
	ours: string[];
	/** What people typed. */
	typed: string[];
}

/**
 * The rows as one text: half the time of `textRows` for ten thousands of them. Each has the columns in the order given,
 * `ours` first; in no particular order. @param from the statement from its `from` on
 */
export async function packedRows(
	pool: Pool,
	{ ours, typed }: PackedColumns,
	from: string,
	values: unknown[]
): Promise<TextRow[]> {
	const cells = [...ours.map((column) => `${column}::text`), ...typed.map(plain)];
	const row = cells.map((cell) => `coalesce(${cell}, ${sql(NULL)})`).join(', ');
	const packed = `select string_agg(concat_ws(${sql(CELL)}, ${row}), ${sql(ROW)}) ${from}`;
	const text = (await textRows(pool, packed, values))[0]?.[0];
	if (!text) return [];
	return text.split(ROW).map((cells) => cells.split(CELL).map((cell) => (cell === NULL ? null : cell)));
}
