import { error, type Handle, type HandleServerError, type RequestEvent } from '@sveltejs/kit';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { isStorable } from '#lib/schemas/base/text.ts';
import { app } from '#lib/server/app.ts';
import { whoseSession } from '#lib/server/accounts/auth.ts';
import { databaseFaultOf } from '#lib/server/databaseFault.ts';
import { oncePerPress } from '#lib/server/forms/samePress.ts';
import { whyDiskIsFull } from '#lib/server/readiness.ts';
import { refusedAtTheDoor } from './routes/door.ts';
import { runnerOfSession } from '#lib/server/registration/runnerLink.ts';

/** Who asks, and in which language: settled once per request. Paraglide keeps requests in different languages apart. */
export const handle: Handle = async ({ event, resolve }) => {
	// Answered, not thrown: for a path that is no UTF-8 kit calls this where nothing catches, and the process would end.
	if (!isReadable(event.url)) return badAddress();
	// Before the last room is used up: writes are put off, and reads go on.
	if (event.request.method === 'POST' && whyDiskIsFull(app())) error(503, 'not-ready');
	return paraglideMiddleware(event.request, async ({ request, locale }) => {
		event.request = request;
		await settleWhoAsks(event);
		const refused = await refusedAtTheDoor(event);
		if (refused) return refused;
		const response = await oncePerPress(
			app(),
			{ caller: event.locals.caller, request: event.request },
			async () => resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) })
		);
		// Pages that know who asks are not kept by any cache.
		if (event.locals.caller.kind !== 'public' || event.locals.runnerId)
			response.headers.set('Cache-Control', 'private, no-store');
		return withStatusOfFault(event, response);
	});
};

const BAD_ADDRESS = [
	'This address holds something that no page has. Please check it.',
	'Această adresă conține ceva ce nu are nicio pagină. Verificați-o, vă rugăm.',
	'В этом адресе есть то, чего нет ни у одной страницы. Проверьте его, пожалуйста.'
].join('\n\n');

/** Before a language is known, so in all of them. */
const badAddress = (): Response =>
	new Response(BAD_ADDRESS, { status: 400, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });

/** Is every part of the address text that can be looked up? */
function isReadable({ pathname, searchParams }: URL): boolean {
	try {
		return isStorable(decodeURIComponent(pathname)) && [...searchParams].flat().every(isStorable);
	} catch {
		return false;
	}
}

async function settleWhoAsks(event: RequestEvent): Promise<void> {
	const { request, cookies, locals } = event;
	locals.caller = { kind: 'public' };
	locals.accountName = null;
	locals.runnerId = null;
	const runnerCookie = cookies.get('runner');
	try {
		if (hasOrganiserCookie(request)) {
			const { caller, name } = await whoseSession(app(), request.headers);
			[locals.caller, locals.accountName] = [caller, name];
		}
		if (runnerCookie) locals.runnerId = await runnerOfSession(app(), runnerCookie);
	} catch (cause) {
		if (databaseFaultOf(cause) !== 'unavailable') throw cause;
		app().log.warn({ err: cause, route: event.route.id }, 'the database is not available');
		error(503, 'not-ready');
	}
}

/** Spares visitors without a session the look-up in the database. */
const hasOrganiserCookie = (request: Request): boolean =>
	request.headers.get('cookie')?.includes('organiser.session_token') ?? false;

const STATUS_OF_FAULT = { unavailable: 503, value: 422 } as const;

/** Kit answers everything that is thrown with 500; whose fault it was, `handleError` has noted. */
function withStatusOfFault({ locals }: RequestEvent, response: Response): Response {
	if (!locals.databaseFault || response.status !== 500) return response;
	const headers = new Headers(response.headers);
	if (locals.databaseFault === 'unavailable') headers.set('Retry-After', '10');
	return new Response(response.body, { status: STATUS_OF_FAULT[locals.databaseFault], headers });
}

/** Logs what broke, with an id that the page shows; no names, no tokens, no query strings. */
export const handleError: HandleServerError = ({ error: cause, event, status }) => {
	const id = crypto.randomUUID().slice(0, 8);
	const facts = { err: cause, route: event.route.id, id };
	const fault = status >= 500 ? databaseFaultOf(cause) : null;
	if (fault) event.locals.databaseFault = fault;
	if (fault === 'unavailable') {
		app().log.warn(facts, 'the database is not available');
		return { message: 'not-ready', id };
	}
	if (fault === 'value') app().log.error(facts, 'a page let a value through that the database refuses');
	else if (status >= 500) app().log.error(facts, 'page failed');
	return { message: status === 404 ? 'not-found' : 'internal-error', id };
};
