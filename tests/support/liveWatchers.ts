/** Visitors who watch the live list of `raceOn`'s race until the test is over. */
import { expect } from 'vitest';
import { liveStreams } from '#lib/server/api/http/liveStreams.ts';
import { followStream, type EventStream } from './eventStream.ts';
import type { TestApi } from './server.ts';

/** Below /api/v1. */
export const LIVE = '/events/run/races/5k/live';

export function liveWatchers(api: TestApi) {
	const open: EventStream[] = [];
	return {
		async follow(headers: Record<string, string> = {}, query = ''): Promise<EventStream> {
			const stream = await followStream(`${api.url}/api/v1${LIVE}${query}`, headers);
			open.push(stream);
			return stream;
		},
		/** For `afterEach`: all go, and the server has noticed it. */
		async leave(): Promise<void> {
			open.splice(0).forEach((stream) => stream.close());
			await expect.poll(() => liveStreams(api.app).count).toBe(0);
		}
	};
}

/** Bibs in the order of an event's rows. */
export const bibsOf = (event: { change: { rows: { bib: string | null }[] } }): (string | null)[] =>
	event.change.rows.map(({ bib }) => bib);
