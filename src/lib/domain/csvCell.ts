/**
 * Cells of the CSV that we write and read. A spreadsheet runs a cell as a formula that begins with = + - @ (also in full
 * width), whatever blanks stand before that, and some treat a leading tab or line break so; such a cell is written with an
 * apostrophe before it, which reading takes off again.
 */

/** Apostrophes before it count too, so that a text which looks escaped is escaped itself and comes back whole. */
const RISKY = /^'*(?:[\s\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])/u;

/** What is written for that text, before quoting. */
export const writtenCell = (text: string): string => (RISKY.test(text) ? `'${text}` : text);

/** The text of a cell after unquoting: an escaped one exactly as it was, any other without the blanks around it. */
export const readCell = (cell: string): string =>
	cell.startsWith("'") && RISKY.test(cell) ? cell.slice(1) : cell.trim();
