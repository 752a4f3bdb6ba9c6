/** The news of one event as Server-Sent Events, for organisers' open pages: each message names what changed since the last. */
import type { App } from '#lib/server/app.ts';
import { perApp } from '#lib/server/perApp.ts';
import { NEWS, type News } from '#lib/schemas/news.ts';
import { topicOf } from './announce.ts';
import { BEGINNING, KEEP_ALIVE, KEEP_ALIVE_MS } from './eventStream.ts';
import type { Payload } from './news.ts';

/** Passings come in bursts, and each message makes a page ask for all that it shows. */
const PAUSE_MS = 1000;
/** Then the browser opens it anew, and passes the door again. */
const LONGEST_MS = 600_000;
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
	const heard = new Set<News>();
	let pause: NodeJS.Timeout | undefined;
	let tell = (): void => undefined;
	let release = (): void => undefined;
	return new ReadableStream<string>({
		start(controller) {
			const isTaking = (): boolean => (controller.desiredSize ?? 0) > 0;
			/** What a slow receiver has not taken waits, and becomes one message. */
			tell = () => {
				pause = undefined;
				if (heard.size === 0 || !isTaking()) return;
				const message = JSON.stringify([...heard]);
				// First, since `enqueue` calls `pull`.
				heard.clear();
				controller.enqueue(`data:${message}\n\n`);
			};
			const note = (kinds: readonly News[]): void => {
				for (const kind of kinds) heard.add(kind);
				pause ??= setTimeout(tell, PAUSE_MS);
			};
			const unsubscribe = app.bus.subscribe(topicOf(eventId), {
				onMessage: (payload) => note(kindsOf(payload)),
				onGap: () => note(NEWS)
			});
			const keepAlive = setInterval(() => isTaking() && controller.enqueue(KEEP_ALIVE), KEEP_ALIVE_MS);
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
			controller.enqueue(BEGINNING);
		},
		/** The receiver has taken all there was. */
		pull() {
			if (!pause) tell();
		},
		cancel: () => release()
	});
}

function kindsOf(payload: Payload): News[] {
	const kind = typeof payload === 'object' && payload !== null && 'kind' in payload ? payload.kind : null;
	return NEWS.filter((news) => news === kind);
}
