import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Database } from '#lib/server/database/database.ts';
import { openLiveBus, type LiveBus, type Payload } from '#lib/server/live/bus.ts';
import { testDatabase } from '../support/database.ts';
import { silent } from '../support/silentLog.ts';

let db: Database;
const open: LiveBus[] = [];
beforeAll(async () => {
	db = await testDatabase();
});
afterEach(() => Promise.all(open.splice(0).map((bus) => bus.close())));
afterAll(() => db.close());

async function bus(): Promise<LiveBus> {
	const opened = await openLiveBus(db, silent);
	open.push(opened);
	return opened;
}
function hear(from: LiveBus, topic: string): { heard: Payload[]; gaps: () => number; stop: () => void } {
	const heard: Payload[] = [];
	let gaps = 0;
	const stop = from.subscribe(topic, { onMessage: (payload) => heard.push(payload), onGap: () => gaps++ });
	return { heard, gaps: () => gaps, stop };
}
/** A machine under load may take its time; what is tested is the order, and that nothing is lost. */
const soon = (holds: () => void): Promise<void> => vi.waitFor(holds, { timeout: 30_000 });

test('a listener hears its topic, in the order of publishing, until it stops', async () => {
	const live = await bus();
	const listener = hear(live, 'race:5k');
	await live.publish('race:5k', { version: 1 });
	await live.publish('race:10k', { version: 7 });
	await live.publish('race:5k', { version: 2, place: 'Chișinău' });
	await soon(() => expect(listener.heard).toEqual([{ version: 1 }, { version: 2, place: 'Chișinău' }]));
	listener.stop();
	const second = hear(live, 'race:5k');
	await live.publish('race:5k', { version: 3 });
	await soon(() => expect(second.heard).toEqual([{ version: 3 }]));
	expect(listener.heard).toHaveLength(2);
});

test('a listener that throws keeps nobody else from hearing', async () => {
	const live = await bus();
	live.subscribe('race:5k', {
		onMessage: () => {
			throw new Error('broken listener');
		}
	});
	const listener = hear(live, 'race:5k');
	await live.publish('race:5k', 1);
	await soon(() => expect(listener.heard).toEqual([1]));
});

test('every server process on the same PostgreSQL hears the message', async ({ skip }) => {
	if (db.kind === 'embedded') skip('the embedded database belongs to one process');
	const [one, other] = [await bus(), await bus()];
	const listeners = [hear(one, 'race:5k'), hear(other, 'race:5k')];
	await one.publish('race:5k', { version: 1 });
	await soon(() => expect(listeners.map(({ heard }) => heard)).toEqual([[{ version: 1 }], [{ version: 1 }]]));
});

test('after the connection was lost listeners are told of the gap and hear again', async ({ skip }) => {
	if (db.kind === 'embedded') skip('the embedded bus has no connection');
	const live = await bus();
	const listener = hear(live, 'race:5k');
	await db.pool.query(
		`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()`
	);
	await soon(() => expect(listener.gaps()).toBe(1));
	await live.publish('race:5k', { version: 2 });
	await soon(() => expect(listener.heard).toEqual([{ version: 2 }]));
});

test('a message too long for a notification is refused where it is published', async ({ skip }) => {
	if (db.kind === 'embedded') skip('the embedded bus sends no notification');
	const live = await bus();
	await expect(live.publish('race:5k', 'x'.repeat(8000))).rejects.toThrow('too long');
});
