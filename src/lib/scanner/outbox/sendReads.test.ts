import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startFaultyServer, type Fault, type FaultyServer } from '../../../../tests/support/faultyServer.ts';
import { openScannerDatabase, type ScannerDatabase } from './database.ts';
import { Outbox } from './outbox.ts';
import { sendReads, type Sending, type Turn } from './sendReads.ts';
import { askServer } from '#lib/scanner/session/server.ts';
import type { Session } from '#lib/scanner/session/session.ts';

const EVENT = 'run';
const AT_MS = Date.UTC(2026, 5, 10, 7);
let server: FaultyServer;
let database: ScannerDatabase;
let outbox: Outbox;
let sending: Sending;
let names = 0;

const session: Session = {
	event: { slug: EVENT, name: 'Run', timeZone: 'Europe/Chisinau' },
	device: 'finish-a',
	token: 'first-token',
	checkpoint: 'finish',
	role: 'line',
	refused: false,
	pairedAtMs: AT_MS
};

beforeEach(async () => {
	server = await startFaultyServer();
	await freshPhone();
});
afterEach(async () => {
	outbox.close();
	database.close();
	await server.close();
});

async function freshPhone(): Promise<void> {
	database = await openScannerDatabase(`phone-${names++}`);
	outbox = new Outbox(database);
	sending = {
		outbox,
		ask: askServer(server.url, () => Date.now()),
		nowMs: () => AT_MS,
		correct: (reads) => Promise.resolve(reads.map(({ id }) => ({ id, offsetMs: -210, uncertaintyMs: 18 }))),
		batch: { size: 200 }
	};
}

async function make(count: number, code?: string): Promise<string[]> {
	const ids: string[] = [];
	for (let i = 0; i < count; i++) {
		const what =
			code === undefined ? { kind: 'manual' as const, bib: `${i + 1}` } : { kind: 'scan' as const, code };
		const { read } = await outbox.add(
			{ ...what, atMs: AT_MS + i, clockId: 'clock' },
			{ event: EVENT, checkpoint: 'finish' },
			AT_MS
		);
		ids.push(read.id);
	}
	return ids;
}

const outcome = async (): Promise<Turn['outcome']> => (await sendReads(sending, session)).outcome;

describe('what each answer does to a read', () => {
	test('stored: the read is safe, stays on the phone and is not sent again', async () => {
		const ids = await make(3);
		expect(await outcome()).toBe('progress');
		expect(await outcome()).toBe('idle');
		expect([...server.stored.keys()].sort()).toEqual(ids.sort());
		expect(await outbox.counts(EVENT)).toEqual({ waiting: 0, safe: 3, refused: 0, unsaved: 0 });
		expect(await outbox.everything(EVENT)).toHaveLength(3);
	});

	test('the time sent is the time of the read, with the correction beside it', async () => {
		await make(1);
		await outcome();
		expect([...server.stored.values()][0]).toMatchObject({
			at: '2026-06-10T07:00:00.000Z',
			offsetMs: -210,
			uncertaintyMs: 18,
			seq: 1
		});
	});

	test('an answer lost after the commit: sent again under the same id, stored once', async () => {
		await make(5);
		server.faults = [{ kind: 'lost' }];
		expect(await outcome()).toBe('later');
		expect(await outbox.counts(EVENT)).toMatchObject({ waiting: 5, safe: 0 });
		expect(await outcome()).toBe('progress');
		expect(await outbox.counts(EVENT)).toMatchObject({ waiting: 0, safe: 5 });
		expect([...server.stores.values()]).toEqual([1, 1, 1, 1, 1]);
	});

	test('the correction of a read is the same in every try', async () => {
		await make(1);
		server.faults = [{ kind: 'cut' }];
		await outcome();
		sending.correct = (reads) =>
			Promise.resolve(reads.map(({ id }) => ({ id, offsetMs: 999, uncertaintyMs: 1 })));
		await outcome();
		expect([...server.stored.values()][0]).toMatchObject({ offsetMs: -210 });
	});

	test.each([401, 403, 404])(
		'%i: everything is kept, and the same ids go under the new token',
		async (status) => {
			const ids = await make(4);
			server.faults = [{ kind: 'problem', status, reason: 'token-revoked' }];
			expect(await outcome()).toBe('refused');
			expect(await outbox.counts(EVENT)).toMatchObject({ waiting: 4 });
			server.tokens.add('second-token');
			expect((await sendReads(sending, { ...session, token: 'second-token' })).outcome).toBe('progress');
			expect([...server.stored.keys()].sort()).toEqual(ids.sort());
		}
	);

	test('413: the batch is halved until it fits', async () => {
		await make(50);
		server.largestBatch = 12;
		while ((await outcome()) !== 'idle');
		expect(server.stored.size).toBe(50);
		expect(server.requests.map(({ items }) => items).slice(0, 5)).toEqual([50, 25, 13, 7, 7]);
	});

	test('413 for a single read: it is parked, and the others go on', async () => {
		await make(3);
		await make(1, 'TOO LARGE');
		await make(3);
		while ((await outcome()) !== 'idle');
		expect(await outbox.counts(EVENT)).toEqual({ waiting: 0, safe: 6, refused: 1, unsaved: 0 });
	});

	test('422: the reads go singly, the bad one is parked with its reason, the others are stored', async () => {
		await make(3);
		const [bad] = await make(1, 'BAD');
		await make(3);
		while ((await outcome()) !== 'idle');
		expect(server.stored.size).toBe(6);
		const parked = (await outbox.everything(EVENT)).filter(({ state }) => state === 'parked');
		expect(parked.map(({ id, reason }) => ({ id, reason }))).toEqual([
			{ id: bad, reason: 'invalid-document' }
		]);
	});

	test('rejected: final for that read alone', async () => {
		await make(2);
		await make(1, 'REJECT');
		while ((await outcome()) !== 'idle');
		expect(await outbox.counts(EVENT)).toEqual({ waiting: 0, safe: 2, refused: 1, unsaved: 0 });
	});

	test.each([429, 500, 503])('%i: later, not before Retry-After', async (status) => {
		await make(2);
		server.faults = [{ kind: 'problem', status, retryAfter: '7' }];
		expect(await sendReads(sending, session)).toEqual({ outcome: 'later', afterMs: 7_000 });
		expect(await outcome()).toBe('progress');
	});

	test("a captive portal's page with 200 settles nothing", async () => {
		await make(2);
		server.faults = [{ kind: 'portal' }];
		expect(await outcome()).toBe('later');
		expect(await outbox.counts(EVENT)).toMatchObject({ waiting: 2, safe: 0 });
	});
});

describe('undo', () => {
	test('a read is not sent while it can be undone, and never after it was', async () => {
		const { read } = await outbox.add(
			{ kind: 'tap', atMs: AT_MS, clockId: 'clock', holdUntilMs: AT_MS + 5_000 },
			{ event: EVENT, checkpoint: 'finish' },
			AT_MS
		);
		expect(await outcome()).toBe('idle');
		expect(await outbox.undo(read.id, AT_MS + 4_999)).toBe(true);
		sending.nowMs = () => AT_MS + 60_000;
		expect(await outcome()).toBe('idle');
		expect(server.stored.size).toBe(0);
	});

	test('after its time a read cannot be undone, only sent', async () => {
		const { read } = await outbox.add(
			{ kind: 'tap', atMs: AT_MS, clockId: 'clock', holdUntilMs: AT_MS + 5_000 },
			{ event: EVENT, checkpoint: 'finish' },
			AT_MS
		);
		expect(await outbox.undo(read.id, AT_MS + 5_000)).toBe(false);
		sending.nowMs = () => AT_MS + 5_000;
		expect(await outcome()).toBe('progress');
	});

	test('a wall clock set back by an hour does not hold reads back for an hour', async () => {
		await outbox.add(
			{ kind: 'tap', atMs: AT_MS, clockId: 'clock', holdUntilMs: AT_MS + 5_000 },
			{ event: EVENT, checkpoint: 'finish' },
			AT_MS
		);
		sending.nowMs = () => AT_MS - 3_600_000;
		expect(await outcome()).toBe('progress');
	});
});

test('any sequence of answers: every read ends accounted for, none lost, none twice', async () => {
	const fault: fc.Arbitrary<Fault | null> = fc.oneof(
		fc.constant(null),
		fc.constantFrom<Fault>({ kind: 'lost' }, { kind: 'cut' }, { kind: 'portal' }),
		fc.constantFrom(400, 401, 403, 404, 413, 422, 429, 500, 503).map((status): Fault => {
			return { kind: 'problem', status, reason: 'internal-error' };
		})
	);
	const kinds = fc.array(fc.constantFrom(undefined, undefined, undefined, 'BAD', 'REJECT', 'TOO LARGE'), {
		minLength: 1,
		maxLength: 12
	});
	await fc.assert(
		fc.asyncProperty(fc.array(fault, { maxLength: 15 }), kinds, async (faults, codes) => {
			server.stored.clear();
			server.stores.clear();
			server.faults = [...faults];
			await freshPhone();
			const made = (await Promise.all(codes.map((code) => make(1, code)))).flat();
			for (let turn = 0; turn < 60 && (await outcome()) !== 'idle'; turn++);
			const kept = await outbox.everything(EVENT);
			expect(kept.map(({ id }) => id).sort()).toEqual([...made].sort());
			for (const read of kept) {
				expect(['sent', 'rejected', 'parked']).toContain(read.state);
				if (read.state === 'sent') expect(server.stored.has(read.id)).toBe(true);
			}
			expect([...server.stores.values()].every((times) => times === 1)).toBe(true);
			outbox.close();
			database.close();
		}),
		{ numRuns: 150 }
	);
}, 60_000);
