/** Which finish tokens are printed. */
import { z } from 'zod';

export const LARGEST_TOKEN = 999_999;
/** Of one file: 200 sheets. */
export const MOST_TOKENS = 2_000;

const number = z.coerce.number().int().min(1).max(LARGEST_TOKEN);

/** A fault has the code of its rule: `custom` at `to` with the message `order` or `many`. */
export const FinishTokensQuerySchema = z
	.object({ from: number, to: number })
	.superRefine(({ from, to }, context) => {
		const fault = to < from ? 'order' : to - from >= MOST_TOKENS ? 'many' : null;
		if (fault) context.addIssue({ code: 'custom', path: ['to'], message: fault });
	});
export type FinishTokensQuery = z.infer<typeof FinishTokensQuerySchema>;
