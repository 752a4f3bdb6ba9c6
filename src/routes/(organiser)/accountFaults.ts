import type { z } from 'zod';
import * as m from '#lib/paraglide/messages.js';

const labels: Record<string, () => string> = {
	name: m.organiser_name,
	email: m.organiser_email,
	password: m.organiser_password
};

/** Faults of an account form in words, one per field. `values`: what was sent. */
export function accountFaults(
	error: z.ZodError,
	values: Record<string, FormDataEntryValue>
): { field: string; message: string }[] {
	const fields = [...new Set(error.issues.map((issue) => String(issue.path[0])))];
	return fields.map((field) => {
		const value = String(values[field] ?? '');
		if (!value.trim())
			return { field, message: m.organiser_field_missing({ field: labels[field]?.() ?? field }) };
		if (field === 'password') return { field, message: m.organiser_password_short({ count: value.length }) };
		return { field, message: m.organiser_email_wrong({ value }) };
	});
}
