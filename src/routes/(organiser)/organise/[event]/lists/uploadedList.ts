/** A list that an organiser sends: a file, or text that was pasted or has come back for the second step. */
import { err, ok, type Result } from '#lib/domain/result.ts';

export const MAX_LIST_BYTES = 5 * 1024 * 1024;

export type ListFault = 'missing' | 'too-large' | 'not-utf8';

/** The text without a byte order mark. A chosen file wins over what stands in the field `text`. */
export async function listText(form: FormData): Promise<Result<string, ListFault>> {
	const [file, text] = [form.get('file'), form.get('text')];
	if (file instanceof File && file.size > 0) {
		if (file.size > MAX_LIST_BYTES) return err('too-large');
		return decoded(await file.arrayBuffer());
	}
	if (typeof text !== 'string' || text.trim() === '') return err('missing');
	return text.length > MAX_LIST_BYTES ? err('too-large') : ok(text);
}

/** What was pasted, to stand in the field again beside its fault; nothing of a list that is too long to come back. */
export function pastedText(form: FormData): string {
	const text = form.get('text');
	return typeof text === 'string' && text.length <= MAX_LIST_BYTES ? text : '';
}

function decoded(bytes: ArrayBuffer): Result<string, 'not-utf8'> {
	try {
		return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch {
		return err('not-utf8');
	}
}
