/** News for everyone who watches an event. Facts are in the database: a message that is lost costs a moment only. */
import type { News } from '#lib/schemas/news.ts';
import type { App } from '#lib/server/app.ts';

export const topicOf = (eventId: string): string => `event:${eventId}`;

/**
 * After the commit. Never fails the deed that it tells of and never holds its answer back: what is stored is answered as
 * stored, or it would be sent once more.
 */
export function announce(app: App, { eventId, kind }: { eventId: string; kind: News }): void {
	publish(app, { eventId, kind }).catch((error: unknown) =>
		app.log.warn({ err: error, kind }, 'a change could not be announced')
	);
}

/** Asynchronous as a whole, so that also what a bus throws at once is a rejection. */
async function publish(app: App, { eventId, kind }: { eventId: string; kind: News }): Promise<void> {
	await app.bus.publish(topicOf(eventId), { kind });
}
