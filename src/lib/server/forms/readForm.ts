/** The one way in which form actions read what was sent. */
import { error } from '@sveltejs/kit';
import { isStorable } from '#lib/schemas/base/text.ts';

/** Longer than any field that a person fills in; lists that are pasted have a bound of their own. */
const LONGEST_FIELD = 10_000;

/**
 * The form, with text in every field that is not named as a file's. What no browser sends from our pages is refused as a
 * whole: a body that is no form, a file where text belongs, text that the database cannot hold or that has no end.
 * @param options.lists fields that hold a file or a pasted list, whose rows are judged one by one
 * @param options.long fields in which our pages send the ids of many
 * @throws HttpError 400, 413, which kit shows as a page
 */
export async function readForm(
	request: Request,
	{ lists = [], long = [] }: { lists?: readonly string[]; long?: readonly string[] } = {}
): Promise<FormData> {
	const form = await request.formData().catch(bodyOfNoForm);
	for (const [name, value] of form) {
		if (!isStorable(name)) error(400, 'bad-form');
		if (lists.includes(name)) continue;
		if (typeof value !== 'string' || !isStorable(value)) error(400, 'bad-form');
		if (value.length > LONGEST_FIELD && !long.includes(name)) error(413, 'bad-form');
	}
	return form;
}

/** Kit's own refusals, such as of a body that is too large, stay; what the parser says is a form that is none. */
function bodyOfNoForm(cause: unknown): never {
	if (typeof cause === 'object' && cause !== null && 'status' in cause) throw cause;
	error(400, 'bad-form');
}
