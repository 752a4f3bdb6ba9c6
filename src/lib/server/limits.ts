import type { Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { extractLocaleFromUrl } from '#lib/paraglide/runtime.js';

const FORMS = /^(?:\/(?:ro|ru))?\/(?:sign-in|setup\/[^/]+|e\/[^/]+\/(?:register|link))\/?$/;

/** Form posts that anybody may send: sign-in, set-up, registration, "send my link again". 40 in five minutes per address. */
export function limitPublicForms(): RequestHandler {
	return rateLimit({
		windowMs: 5 * 60_000,
		limit: 40,
		standardHeaders: 'draft-8',
		legacyHeaders: false,
		skip: (request: Request) => request.method !== 'POST' || !FORMS.test(request.path),
		message: async (request: Request, response: Response) => {
			const m = await import('#lib/paraglide/messages.js');
			const locale = extractLocaleFromUrl(`http://localhost${request.path}`);
			response.type('text/plain');
			return m.form_too_many({}, locale ? { locale } : {});
		}
	});
}
