import type { Request, Response } from 'express';
import { z } from 'zod';
import { LiveChangeSchema, type LiveChange } from '#lib/schemas/results.ts';
import type { App } from '#lib/server/app.ts';
import { watchRace, type WatchedRace } from '#lib/server/results/live.ts';
import type { LiveMessage } from '#lib/server/results/liveRows.ts';
import { addressOf } from '#lib/server/api/http/address.ts';
import { endpoint } from '#lib/server/api/http/endpoint.ts';
import { answeredUnchanged } from '#lib/server/api/http/etag.ts';
import { STREAM_HEADERS } from '#lib/server/live/eventStream.ts';
import { liveStreams } from '#lib/server/api/http/liveStreams.ts';
import { describedRouter, type DescribedRouter } from '#lib/server/api/http/router.ts';

/** Whoever finds no room asks for the list, and for a stream again, after this. */
const ASK_AGAIN_S = 30;
const STREAM = STREAM_HEADERS['Content-Type'];
const JSON_TYPE = 'application/json';

/** For the end of the process: the server would wait for them. */
export const closeLiveStreams = (app: App): void => liveStreams(app).end();

export const liveRoutes = (app: App): DescribedRouter =>
	describedRouter([
		endpoint({
			method: 'get',
			path: '/events/:slug/races/:race/live',
			summary: 'Follow a race',
			description:
				'Server-Sent Events: the public list, then its changes. With `Last-Event-ID` (or `?lastEventId=`) only what is new since; the whole list again when somebody is shown less than then. A comment line every 15 s keeps the connection. With `Accept: application/json` the whole list once, for who cannot hold a stream.',
			tag: 'Results',
			verb: 'see-public',
			query: z.strictObject({ lastEventId: z.string().max(100).optional() }),
			answers: {
				200: {
					description: 'A stream of changes; as JSON the whole list as one change, with an ETag',
					type: STREAM,
					schema: LiveChangeSchema,
					alsoAs: [JSON_TYPE]
				},
				204: {
					description:
						'No room for another stream, from this address or at all, or on a connection that still waits for another answer: ask for the list as JSON, and for a stream again after the seconds of `Retry-After`'
				},
				304: { description: 'As JSON: unchanged since If-None-Match' }
			},
			reasons: ['event-unknown', 'race-unknown'],
			handle: async ({ caller, params, query, req, res }) => {
				// Nobody is there any more, and `close` has been.
				if (res.destroyed) return undefined;
				res.vary('Accept');
				const race = { event: params.slug, race: params.race };
				const once = wantsListOnce(req);
				if (once || req.method === 'HEAD') {
					const watched = await watchRace(app, caller, race);
					if (!watched.ok) return watched;
					if (once) sendList(req, res, watched.value);
					else res.writeHead(200, STREAM_HEADERS).end();
					return undefined;
				}
				const stream = liveStreams(app).enter(res, addressOf(req));
				if (!stream) {
					res.status(204).set('Retry-After', String(ASK_AGAIN_S)).end();
					return undefined;
				}
				const watched = await watchRace(app, caller, race);
				if (stream.isGone) return undefined;
				if (!watched.ok) return watched;
				const lastId = req.get('last-event-id') ?? query.lastEventId ?? null;
				stream.begin(() => watched.value.view(lastId));
				return undefined;
			}
		})
	]);

/** Who takes anything gets the stream. */
const wantsListOnce = (req: Request): boolean => req.accepts([STREAM, JSON_TYPE]) === JSON_TYPE;

function sendList(req: Request, res: Response, watched: WatchedRace): void {
	const messages = watched.view(null).first;
	if (answeredUnchanged(req, res, `"${messages.at(-1)?.id ?? ''}"`)) return;
	res.type(JSON_TYPE).send(listOf(messages));
}

const lists = new WeakMap<readonly LiveMessage[], Buffer>();

/** The parts of a whole list as one change; the same bytes for all who ask. */
function listOf(messages: readonly LiveMessage[]): Buffer {
	let bytes = lists.get(messages);
	const last = messages.at(-1);
	if (!bytes && last) {
		const rows = messages.flatMap(({ change }) => change.rows);
		// The last part is the one that no other follows.
		const whole: LiveChange = { ...last.change, snapshot: true, rows };
		bytes = Buffer.from(JSON.stringify(whole));
		lists.set(messages, bytes);
	}
	return bytes ?? Buffer.alloc(0);
}
