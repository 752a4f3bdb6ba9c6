/** Text that people wrote: kept as typed, within a length, without the one character that PostgreSQL cannot store. */
import { z } from 'zod';

const isStorable = (text: string): boolean => !text.includes('\u0000');

export const textSchema = (longest: number) =>
	z.string().max(longest).refine(isStorable, 'must not hold the character U+0000');

/** As `textSchema`, and more than blanks. */
export const namedTextSchema = (longest: number) =>
	textSchema(longest).refine((text) => text.trim() !== '', 'must not be empty');
