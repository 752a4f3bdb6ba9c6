import { createSession } from 'better-sse';
import type { Response } from 'express';
import { z } from 'zod';
import { LiveChangeSchema } from '#lib/schemas/results.ts';
import type { App } from '#lib/server/app.ts';
import { watchRace } from '#lib/server/services/live.ts';
import type { LiveMessage } from '#lib/server/services/liveRows.ts';
import { endpoint } from './endpoint.ts';
import { describedRouter, type DescribedRouter } from './router.ts';

const KEEP_ALIVE_MS = 15_000;
/** A browser that lost the connection comes back after this. */
const RETRY_MS = 2000;
/** A receiver that is this far behind is let go; it comes back with its Last-Event-ID. */
const MOST_UNSENT_BYTES = 4_000_000;

/** Those of this process; ended before the server closes, since it would wait for them. */
const open = new Set<Response>();

/** For the end of the process. */
export function closeLiveStreams(): void {
	for (const response of open) response.end();
}

export const liveRoutes = (app: App): DescribedRouter =>
	describedRouter([
		endpoint({
			method: 'get',
			path: '/events/:slug/races/:race/live',
			summary: 'Follow a race',
			description:
				'Server-Sent Events: the public list, then its changes. With `Last-Event-ID` (or `?lastEventId=`) only what is new since. A comment line every 15 s keeps the connection.',
			tag: 'Results',
			access: 'public',
			query: z.strictObject({ lastEventId: z.string().max(100).optional() }),
			answers: {
				200: { description: 'A stream of changes', type: 'text/event-stream', schema: LiveChangeSchema }
			},
			reasons: ['event-unknown', 'race-unknown'],
			handle: async ({ caller, params, query, req, res }) => {
				const lastId = req.get('last-event-id') ?? query.lastEventId ?? null;
				const watched = await watchRace(app, caller, { event: params.slug, race: params.race });
				if (!watched.ok) return watched;
				const session = await createSession(req, res, { keepAlive: KEEP_ALIVE_MS, retry: RETRY_MS });
				const send = ({ id, change }: LiveMessage) => {
					if (!session.isConnected || res.writableEnded) return;
					if (res.writableLength > MOST_UNSENT_BYTES) res.destroy();
					else session.push(change, 'message', id);
				};
				const { first, follow } = watched.value.view(lastId);
				first.forEach(send);
				const stop = follow(send);
				open.add(res);
				session.once('disconnected', () => {
					stop();
					open.delete(res);
				});
				return undefined;
			}
		})
	]);
