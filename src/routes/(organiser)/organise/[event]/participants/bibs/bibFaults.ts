import * as m from '#lib/paraglide/messages.js';
import { BibSheetsQuerySchema } from '#lib/schemas/bibSheets.ts';

/** What is wrong with the bibs asked for, with field, value and rule; none: they can be printed. */
export function bibFaults(values: { from: string; to: string }): { field: string; message: string }[] {
	const parsed = BibSheetsQuerySchema.safeParse(values);
	if (parsed.success) return [];
	return parsed.error.issues.map(({ path, message }) => {
		const field = path[0] === 'from' ? 'from' : 'to';
		if (message === 'order') return { field, message: m.finish_tokens_order(values) };
		return { field, message: m.bib_sheets_number({ value: values[field] }) };
	});
}
