import type { Handle, HandleServerError } from '@sveltejs/kit';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { app } from '#lib/server/app.ts';
import { callerOfSession } from '#lib/server/auth.ts';
import { runnerOfSession } from '#lib/server/services/runnerLink.ts';

/** Who asks, and in which language: settled once per request. Paraglide keeps requests in different languages apart. */
export const handle: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, async ({ request, locale }) => {
		event.request = request;
		const runnerCookie = event.cookies.get('runner');
		event.locals.caller = hasOrganiserCookie(request)
			? await callerOfSession(request.headers)
			: { kind: 'public' };
		event.locals.runnerId = runnerCookie ? await runnerOfSession(app(), runnerCookie) : null;
		const response = await resolve(event, {
			transformPageChunk: ({ html }) => html.replace('%lang%', locale)
		});
		// Pages that know who asks are not kept by any cache.
		if (event.locals.caller.kind !== 'public' || event.locals.runnerId)
			response.headers.set('Cache-Control', 'private, no-store');
		return response;
	});

/** Spares visitors without a session the look-up in the database. */
const hasOrganiserCookie = (request: Request): boolean =>
	request.headers.get('cookie')?.includes('organiser.session_token') ?? false;

/** Logs what broke, with an id that the page shows; no names, no tokens, no query strings. */
export const handleError: HandleServerError = ({ error, event, status }) => {
	const id = crypto.randomUUID().slice(0, 8);
	if (status >= 500) app().log.error({ err: error, route: event.route.id, id }, 'page failed');
	return { message: status === 404 ? 'not-found' : 'internal-error', id };
};
