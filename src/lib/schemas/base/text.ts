/**
 * Text that people wrote: kept as typed, within a length, without what PostgreSQL cannot store (the character U+0000,
 * half a surrogate pair).
 */
import { z } from 'zod';

/** Can the database and UTF-8 hold this text? */
export const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

export const NOT_STORABLE = 'must hold no character U+0000 and no half of a surrogate pair';

/** Line breaks, tabs and other controls: in a name they would reach mails' subjects, lists and printers. */
export const isOneLine = (text: string): boolean => !/[\p{Cc}\u2028\u2029]/u.test(text);

export const NOT_ONE_LINE = 'must be one line without control characters';

/** Something to see: more than blanks and characters without width. */
const isVisible = (text: string): boolean => /[^\p{C}\p{Z}]/u.test(text);

/** Several lines, or none. */
export const longTextSchema = (longest: number) => z.string().max(longest).refine(isStorable, NOT_STORABLE);

/** One line, or none. */
export const textSchema = (longest: number) =>
	longTextSchema(longest).refine((text) => !isStorable(text) || isOneLine(text), NOT_ONE_LINE);

/** As `textSchema`, and more than blanks. */
export const namedTextSchema = (longest: number) =>
	textSchema(longest).refine(isVisible, 'must not be empty');
