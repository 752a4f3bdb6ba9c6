import { LARGEST_FINISH_TOKEN } from '#lib/domain/bibs/finishToken.ts';
import * as m from '#lib/paraglide/messages.js';
import { FinishTokensQuerySchema, MOST_TOKENS } from '#lib/schemas/finishTokens.ts';

/** What is wrong with the numbers asked for, with field, value and rule; none: they can be printed. */
export function tokenFaults(values: { from: string; to: string }): { field: string; message: string }[] {
	const parsed = FinishTokensQuerySchema.safeParse(values);
	if (parsed.success) return [];
	return parsed.error.issues.map(({ path, message }) => {
		const field = path[0] === 'from' ? 'from' : 'to';
		if (message === 'order') return { field, message: m.finish_tokens_order(values) };
		if (message === 'many') return { field, message: m.finish_tokens_many({ ...values, most: MOST_TOKENS }) };
		return {
			field,
			message: m.finish_tokens_number({ value: values[field], largest: LARGEST_FINISH_TOKEN })
		};
	});
}
