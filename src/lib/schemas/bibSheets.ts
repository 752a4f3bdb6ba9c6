/** Which bibs are printed. */
import { z } from 'zod';

/** `one`: an A5 page each; `four`: on A4, to be cut. */
export const BIB_LAYOUTS = ['one', 'four'] as const;
export type BibLayout = (typeof BIB_LAYOUTS)[number];

/** Empty: no bound. */
const bound = z
	.string()
	.trim()
	.regex(/^\d{0,10}$/)
	.default('')
	.transform((text) => (text === '' ? null : Number(text)));

/**
 * A fault of both numbers together lies at `to`, with `order` for its message.
 * @property race its slug; empty: all
 * @property bib that one alone, also one with letters; empty: all
 * @property job a key that the page makes to ask how far the file is
 */
export const BibSheetsQuerySchema = z
	.object({
		race: z.string().default(''),
		bib: z.string().default(''),
		job: z
			.string()
			.regex(/^[0-9a-f]{32}$/)
			.nullable()
			.catch(null),
		from: bound,
		to: bound,
		layout: z.enum(BIB_LAYOUTS).catch('one')
	})
	.superRefine(({ from, to }, context) => {
		if (from !== null && to !== null && to < from)
			context.addIssue({ code: 'custom', path: ['to'], message: 'order' });
	});
export type BibSheetsQuery = z.infer<typeof BibSheetsQuerySchema>;

/** How far a file of bibs is. */
export interface BibSheetsProgress {
	/** `stopped`: by who downloads it, or by a fault. */
	state: 'drawing' | 'whole' | 'stopped';
	done: number;
	of: number;
}
