/** The trimmed text of a form's field; empty when it was not sent or is a file. */
export function text(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value.trim() : '';
}
