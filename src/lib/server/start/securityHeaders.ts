import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Headers of every answer. The content security policy of pages is kit's (svelte.config.js), since it knows the nonces. */
export function securityHeaders(): RequestHandler {
	return helmet({
		contentSecurityPolicy: false,
		crossOriginEmbedderPolicy: false,
		referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
		// A field server changes between http and https by its address; pinning https would lock phones out.
		strictTransportSecurity: false
	});
}
