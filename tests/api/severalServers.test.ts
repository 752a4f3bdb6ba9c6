/** Several server processes share one PostgreSQL: each keeps its own memory of the facts, and none may be wrong. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { App } from '#lib/server/app.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { eventFacts } from '#lib/server/results/eventFacts.ts';
import { insertPassings, type NewPassing } from '#lib/server/passings/store/passings.ts';
import { recordPassings } from '#lib/server/passings/recordPassings.ts';
import { results } from '#lib/server/results/results.ts';
import { somebodyWaitsForLock } from '../support/lockWaits.ts';
import { aPassing } from '../support/passings.ts';
import { after, clock, raceOn } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let race: ReturnType<typeof raceOn>;
const OWNER: Caller = { kind: 'owner-key' };

beforeAll(async () => {
	api = await startApi();
});
beforeEach(async () => {
	await api.reset();
	race = raceOn(api);
	await race.putEvent();
});
afterAll(() => api.close());

/** Memory hangs on the application, so a copy is another server on the same database. */
const anotherServer = (): App => ({ ...api.app, state: new Map() });

test('what one server stores, another shows at the next look', async () => {
	const other = anotherServer();
	const finishers = async () => {
		const answer = await results(other, OWNER, { event: 'run', race: '5k', query: {} });
		return answer.ok ? answer.value.list.finished : answer.error.reason;
	};
	await race.register([{ bib: '1' }, { bib: '2' }]);
	expect(await finishers()).toBe(0);
	await race.finish({ 1: '20:00' });
	expect(await finishers()).toBe(1);
	await race.finish({ 2: '21:00' });
	expect(await finishers()).toBe(2);
	const { id } = await race.rule({ race: '5k', bib: '1', type: 'dq' });
	expect(await finishers()).toBe(1);
	await race.organise(`/rulings/${id}`, { method: 'DELETE' });
	await race.register([{ bib: '3' }]);
	await race.finish({ 3: '22:00' });
	expect(await finishers()).toBe(3);
});

test('while several servers store at once, one that reads all the time misses no passing', async () => {
	const writers = [anotherServer(), anotherServer(), anotherServer()];
	const reader = anotherServer();
	let writing = true;
	const reading = (async () => {
		while (writing) await eventFacts(reader, 'run');
	})();
	const sent = await Promise.all(
		writers.flatMap((app, n) =>
			Array.from({ length: 40 }, async () => {
				const items = Array.from({ length: 1 + ((n * 17) % 5) }, () =>
					aPassing({ at: after(clock('20:00')) })
				);
				await recordPassings(app, OWNER, { event: 'run', request: { device: `phone-${n}`, items } });
				return items.map(({ id }) => id);
			})
		)
	);
	writing = false;
	await reading;
	const known = (await eventFacts(reader, 'run'))?.passings.map(({ id }) => id) ?? [];
	expect(known.sort()).toEqual(sent.flat().sort());
});

test('a commit that takes long holds up those after it, so that nobody reads past it', async () => {
	const reader = anotherServer();
	const store = (app: App, id: string) =>
		recordPassings(app, OWNER, {
			event: 'run',
			request: { device: 'phone-1', items: [aPassing({ id, at: after(clock('20:00')) })] }
		});
	const [first, slow, quick] = [randomUUID(), randomUUID(), randomUUID()];
	await store(api.app, first);
	const before = await eventFacts(reader, 'run');
	const passings = [await copyOf(first, slow)];
	const client = await api.app.database.pool.connect();
	await client.query('begin');
	await insertPassings(client, { eventId: before?.event.id ?? '', passings });
	const stored = store(anotherServer(), quick);
	// The embedded database lets nobody in while the transaction is open; on a server the reader does not wait.
	const onServer = api.app.database.kind === 'server';
	if (onServer) await somebodyWaitsForLock(client);
	const looking = eventFacts(reader, 'run');
	if (onServer) await looking;
	await client.query('commit');
	client.release();
	await Promise.all([stored, looking]);
	const known = (await eventFacts(reader, 'run'))?.passings.map(({ id }) => id) ?? [];
	expect(known.sort()).toEqual([first, slow, quick].sort());
});

async function copyOf(id: string, newId: string): Promise<NewPassing> {
	const row = await api.app.database.prisma.passing.findFirstOrThrow({ where: { id } });
	const { deviceId, seq, checkpoint, offsetMs, uncertaintyMs, resolutionMs, read, lane, token, assigned } =
		row;
	const times = { atMs: Number(row.atMs), receivedMs: Number(row.receivedMs) };
	const facts = {
		deviceId,
		seq,
		checkpoint,
		offsetMs,
		uncertaintyMs,
		resolutionMs,
		read,
		lane,
		token,
		assigned
	};
	return { ...facts, ...times, id: newId, kind: 'scan', readAs: 'bib' };
}
