import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { openScannerDatabase, type ScannerDatabase } from './database.ts';
import { Outbox } from './outbox.ts';

const NOW_MS = Date.UTC(2026, 5, 10, 7);
const PLACE = { event: 'run', checkpoint: 'finish' };
const tap = (n: number) => ({ kind: 'tap' as const, atMs: NOW_MS + n, clockId: 'clock' });
let names = 0;
let database: ScannerDatabase;

beforeEach(async () => {
	database = await openScannerDatabase(`store-${names++}`);
});

test('two tabs give every read its own number', async () => {
	const tabs = [new Outbox(database), new Outbox(database)];
	await Promise.all(Array.from({ length: 40 }, (_, n) => tabs[n % 2]?.add(tap(n), PLACE, NOW_MS)));
	const numbers = (await tabs[0]?.everything('run'))?.map(({ seq }) => seq) ?? [];
	expect(numbers).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
});

test('a read of one event is not seen under another', async () => {
	const outbox = new Outbox(database);
	await outbox.add(tap(1), PLACE, NOW_MS);
	await outbox.add(tap(2), { ...PLACE, event: 'other' }, NOW_MS);
	expect(await outbox.counts('run')).toMatchObject({ waiting: 1 });
	expect(await outbox.latest('other', 10)).toHaveLength(1);
});

describe('a browser that stores nothing', () => {
	test('reads are kept in memory, said to be unsaved, and can be sent and settled', async () => {
		const outbox = new Outbox(null);
		const first = await outbox.add(tap(1), PLACE, NOW_MS);
		const second = await outbox.add(tap(2), PLACE, NOW_MS);
		expect([first.saved, second.saved]).toEqual([false, false]);
		expect(second.read.seq).toBeGreaterThan(first.read.seq);
		expect(await outbox.counts('run')).toEqual({ waiting: 2, safe: 0, refused: 0, unsaved: 2 });
		expect((await outbox.due('run', NOW_MS, 10)).map(({ id }) => id)).toEqual([
			first.read.id,
			second.read.id
		]);
		await outbox.settle([{ id: first.read.id, state: 'sent', answer: 'stored', reason: null }]);
		expect(await outbox.counts('run')).toEqual({ waiting: 1, safe: 1, refused: 0, unsaved: 1 });
	});

	test('an undo works in memory too', async () => {
		const outbox = new Outbox(null);
		const { read } = await outbox.add({ ...tap(1), holdUntilMs: NOW_MS + 5_000 }, PLACE, NOW_MS);
		expect(await outbox.undo(read.id, NOW_MS)).toBe(true);
		expect(await outbox.due('run', NOW_MS + 9_000, 10)).toEqual([]);
	});
});

test('after the race is closed only what the server has is removed', async () => {
	const outbox = new Outbox(database);
	const kept = await Promise.all([1, 2, 3].map((n) => outbox.add(tap(n), PLACE, NOW_MS)));
	const [sent, parked] = kept.map(({ read }) => read.id);
	await outbox.settle([
		{ id: sent ?? '', state: 'sent', answer: 'stored', reason: null },
		{ id: parked ?? '', state: 'parked', answer: null, reason: 'invalid-document' }
	]);
	await outbox.forgetSent('run');
	expect(await outbox.counts('run')).toEqual({ waiting: 1, safe: 0, refused: 1, unsaved: 0 });
});

test('a finish token joins a chute read while it is held, and never a second one', async () => {
	const outbox = new Outbox(database);
	const { read } = await outbox.add(
		{ kind: 'chute', bib: '7', lane: 'A', atMs: NOW_MS, clockId: 'clock', holdUntilMs: NOW_MS + 5_000 },
		PLACE,
		NOW_MS
	);
	expect(await outbox.attachToken(read.id, 42, NOW_MS + 1_000)).toBe(true);
	expect(await outbox.attachToken(read.id, 43, NOW_MS + 1_000)).toBe(false);
	expect((await outbox.everything('run'))[0]).toMatchObject({ token: 42, bib: '7' });
});
