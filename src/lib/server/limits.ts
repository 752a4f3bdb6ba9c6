import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';

const FORMS = /^(?:\/(?:ro|ru))?\/(?:sign-in|setup\/[^/]+|e\/[^/]+\/(?:register|link))\/?$/;

/** Form posts that anybody may send: sign-in, set-up, registration, "send my link again". 40 in five minutes per address. */
export function limitPublicForms(): RequestHandler {
	return rateLimit({
		windowMs: 5 * 60_000,
		limit: 40,
		standardHeaders: 'draft-8',
		legacyHeaders: false,
		skip: (request: Request) => request.method !== 'POST' || !FORMS.test(request.path),
		message: 'Too many tries from this address. Please wait five minutes and send the form again.'
	});
}
