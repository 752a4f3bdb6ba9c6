/** What a form that goes beyond a bound is answered with: the rule, in the language of the page. */
import type { Request, Response } from 'express';
import { extractLocaleFromUrl } from '#lib/paraglide/runtime.js';

export interface FormBounds {
	bytes: number;
	fields: number;
}

export type FormFault =
	'too-large' | 'too-many-fields' | 'broken' | 'not-a-form' | 'not-signed-in' | 'unavailable';

const STATUS: Record<FormFault, number> = {
	'too-large': 413,
	'too-many-fields': 413,
	broken: 400,
	'not-a-form': 415,
	'not-signed-in': 403,
	unavailable: 503
};

export async function refuseForm(
	{ request, response }: { request: Request; response: Response },
	{ fault, bounds }: { fault: FormFault; bounds: FormBounds }
): Promise<void> {
	const words = await wordsOf(fault, { bounds, path: request.path });
	response.status(STATUS[fault]).set('Cache-Control', 'no-store');
	if (fault === 'unavailable') response.set('Retry-After', '5');
	// A form that a script of kit's sends is answered as an action would, and the page shows the words.
	if (request.get('x-sveltekit-action') === 'true')
		response.json({ type: 'error', error: { message: fault, words } });
	else response.type('text/plain').send(words);
}

async function wordsOf(
	fault: FormFault,
	{ bounds, path }: { bounds: FormBounds; path: string }
): Promise<string> {
	const m = await import('#lib/paraglide/messages.js');
	const locale = extractLocaleFromUrl(`http://localhost${path}`);
	const options = locale ? { locale } : {};
	switch (fault) {
		case 'too-large':
			return m.form_too_large({ size: sizeOf(bounds.bytes) }, options);
		case 'too-many-fields':
			return m.form_too_many_fields({ most: bounds.fields }, options);
		case 'broken':
			return m.form_broken({}, options);
		case 'not-a-form':
			return m.form_not_a_form({}, options);
		case 'not-signed-in':
			return m.form_not_signed_in({}, options);
		case 'unavailable':
			return m.form_unavailable({}, options);
	}
}

const sizeOf = (bytes: number): string =>
	bytes >= 1024 ** 2 ? `${bytes / 1024 ** 2} MB` : `${bytes / 1024} kB`;
