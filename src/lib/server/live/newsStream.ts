/** The news of one event as Server-Sent Events, for organisers' open pages: each message names what changed since the last. */
import type { App } from '#lib/server/app.ts';
import { perApp } from '#lib/server/perApp.ts';
import { NEWS, type News } from '#lib/schemas/news.ts';
import { topicOf } from './announce.ts';
import type { Payload } from './news.ts';

/** Passings come in bursts, and each message makes a page ask for all that it shows. */
const PAUSE_MS = 1000;
const KEEP_ALIVE_MS = 15_000;
/** Then the browser opens it anew, and passes the door again. */
const LONGEST_MS = 600_000;
/** A browser that lost the connection comes back after this. */
const RETRY_MS = 2000;
/** Of one process; who finds no room asks from time to time. */
export const MOST_STREAMS = 500;

const streams = perApp('news-streams', () => new Set<() => void>());

/** For the end of the process: the server would wait for them. */
export function endNewsStreams(app: App): void {
	for (const end of [...streams(app)]) end();
}

/** Null: there is no room for another one. The caller has passed the door of the event. */
export function newsStream(app: App, eventId: string): ReadableStream<string> | null {
	const open = streams(app);
	if (open.size >= MOST_STREAMS) return null;
	let release = (): void => undefined;
	return new ReadableStream<string>({
		start(controller) {
			const heard = new Set<News>();
			let pause: NodeJS.Timeout | undefined;
			/** What a slow receiver has not taken waits, and becomes one message. */
			const tell = (): void => {
				pause = undefined;
				if (heard.size === 0 || (controller.desiredSize ?? 0) <= 0) return;
				controller.enqueue(`data:${JSON.stringify([...heard])}\n\n`);
				heard.clear();
			};
			const note = (kinds: readonly News[]): void => {
				for (const kind of kinds) heard.add(kind);
				pause ??= setTimeout(tell, PAUSE_MS);
			};
			const unsubscribe = app.bus.subscribe(topicOf(eventId), {
				onMessage: (payload) => note(kindsOf(payload)),
				onGap: () => note(NEWS)
			});
			const keepAlive = setInterval(() => {
				if ((controller.desiredSize ?? 0) > 0) controller.enqueue(':\n\n');
				pause ??= setTimeout(tell, PAUSE_MS);
			}, KEEP_ALIVE_MS);
			const end = (): void => {
				release();
				controller.close();
			};
			const longest = setTimeout(end, LONGEST_MS);
			release = () => {
				unsubscribe();
				clearInterval(keepAlive);
				clearTimeout(longest);
				clearTimeout(pause);
				open.delete(end);
			};
			open.add(end);
			controller.enqueue(`retry:${RETRY_MS}\n\n`);
		},
		cancel: () => release()
	});
}

function kindsOf(payload: Payload): News[] {
	const kind = typeof payload === 'object' && payload !== null && 'kind' in payload ? payload.kind : null;
	return NEWS.filter((news) => news === kind);
}
