import type { Pool } from 'pg';

/** Values as PostgreSQL writes them, which is cheaper than to have each made into a number. */
const asText = { getTypeParser: () => (text: string) => text };
export type TextRow = (string | null)[];

/** Each row as an array, in the order of the columns. */
export async function textRows(pool: Pool, text: string, values: unknown[]): Promise<TextRow[]> {
	const { rows } = await pool.query<TextRow>({ text, values, rowMode: 'array', types: asText });
	return rows;
}
