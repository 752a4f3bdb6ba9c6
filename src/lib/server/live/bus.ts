/**
 * Tells every server process that something changed: `bus.publish('race:5k', { version: 12 })`.
 * It carries news, not facts: a listener reads the database, so a lost message costs a moment and never a result.
 */
import type { Database, DatabaseLog } from '#lib/server/database/database.ts';
import { Listeners } from './listeners.ts';
import type { LiveBus, Payload } from './news.ts';
import { openNotifyBus } from './notifyBus.ts';

export type { LiveBus, Payload };

/** The embedded database belongs to one process, so its bus is in that process; a server's is LISTEN and NOTIFY. */
export async function openLiveBus(
	database: Pick<Database, 'kind' | 'pool' | 'connectionString'>,
	log: DatabaseLog = console
): Promise<LiveBus> {
	return database.kind === 'server' ? openNotifyBus(database, log) : openProcessBus(log);
}

function openProcessBus(log: DatabaseLog): LiveBus {
	const listeners = new Listeners(log);
	return {
		async publish(topic, payload) {
			// Through JSON, so that both buses hand over the same values, and nobody's object is shared.
			const text = JSON.stringify(payload);
			queueMicrotask(() => listeners.tell(topic, JSON.parse(text)));
		},
		subscribe: (topic, listener) => listeners.add(topic, listener),
		close: async () => listeners.clear()
	};
}
