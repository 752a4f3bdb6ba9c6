/** Which finish tokens are printed. */
import { z } from 'zod';
import { LARGEST_FINISH_TOKEN } from '#lib/domain/bibs/finishToken.ts';

/** Of one file: 200 sheets. */
export const MOST_TOKENS = 2_000;

const number = z.coerce.number().int().min(1).max(LARGEST_FINISH_TOKEN);

/** A fault of both numbers together lies at `to`, with `order` or `many` for its message. */
export const FinishTokensQuerySchema = z
	.object({ from: number, to: number })
	.superRefine(({ from, to }, context) => {
		const fault = to < from ? 'order' : to - from >= MOST_TOKENS ? 'many' : null;
		if (fault) context.addIssue({ code: 'custom', path: ['to'], message: fault });
	});
export type FinishTokensQuery = z.infer<typeof FinishTokensQuerySchema>;
