import type { RouteVerbs } from '#lib/server/access/routeVerbs.ts';
import { openEvent } from '#lib/server/access/openEvent.ts';
import { app } from '#lib/server/app.ts';
import { STREAM_HEADERS } from '#lib/server/live/eventStream.ts';
import { newsStream } from '#lib/server/live/newsStream.ts';
import { orFail } from '../../../refusals.ts';
import type { RequestHandler } from './$types';

export const _verbs = { GET: 'see-desk' } satisfies RouteVerbs;

/** What changes in the event, for the pages that show it; see keepFresh.ts. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
	const { id } = orFail(await openEvent(app(), locals.caller, params.event, 'see-desk'));
	if (request.method === 'HEAD') return new Response(null, { headers: STREAM_HEADERS });
	const stream = newsStream(app(), id);
	// A browser whose stream is answered so does not try again by itself.
	if (!stream) return new Response(null, { status: 204 });
	return new Response(stream.pipeThrough(new TextEncoderStream()), { headers: STREAM_HEADERS });
};
