/** News for everyone who watches an event. Facts are in the database: a message that is lost costs a moment only. */
import type { App } from '../app.ts';

export type News = 'passings' | 'rulings' | 'participants' | 'publication' | 'event' | 'devices';

export const topicOf = (eventId: string): string => `event:${eventId}`;

/** After the commit. Never fails the deed that it tells of. */
export function announce(app: App, { eventId, kind }: { eventId: string; kind: News }): void {
	app.bus
		.publish(topicOf(eventId), { kind })
		.catch((error: unknown) => app.log.warn({ err: error, kind }, 'a change could not be announced'));
}
