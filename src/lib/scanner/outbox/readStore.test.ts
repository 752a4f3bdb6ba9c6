import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openScannerDatabase, type ScannerDatabase } from './database.ts';
import { Outbox } from './outbox.ts';
import { Sessions, type Session } from '#lib/scanner/session/session.ts';

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

test('a read that one tab takes back while another is about to send it stays taken back', async () => {
	const [sender, volunteer] = [new Outbox(database), new Outbox(database)];
	for (let n = 0; n < 20; n++) {
		const { read } = await volunteer.add({ ...tap(n), holdUntilMs: NOW_MS + 5_000 }, PLACE, NOW_MS);
		const [, undone] = await Promise.all([
			sender.fixCorrections([{ id: read.id, offsetMs: 7, uncertaintyMs: 1 }]),
			volunteer.undo(read.id, NOW_MS)
		]);
		expect(undone).toBe(true);
	}
	expect(await sender.due('run', NOW_MS + 9_000, 100)).toEqual([]);
});

test('what another tab settled meanwhile is not brought back by a tab that could not write for a while', async () => {
	let full = true;
	const disk = new Proxy(database, {
		get: (target, name) => {
			if (name === 'transaction' && full)
				return () => {
					throw new DOMException('no room', 'QuotaExceededError');
				};
			const value: unknown = Reflect.get(target, name);
			return typeof value === 'function' ? value.bind(target) : value;
		}
	});
	const [tight, other] = [new Outbox(disk), new Outbox(database)];
	const { read } = await other.add({ ...tap(1), holdUntilMs: NOW_MS + 5_000 }, PLACE, NOW_MS);
	await tight.fixCorrections([{ id: read.id, offsetMs: 7, uncertaintyMs: 1 }]);
	expect(await other.undo(read.id, NOW_MS)).toBe(true);
	full = false;
	expect(await tight.due('run', NOW_MS + 9_000, 100)).toEqual([]);
	expect(await other.due('run', NOW_MS + 9_000, 100)).toEqual([]);
});

test('two tabs that change different parts of a pairing both have their way', async () => {
	const session: Session = {
		event: { slug: 'run', name: 'Run', timeZone: 'Europe/Chisinau' },
		device: 'finish-a',
		token: 'token',
		checkpoint: 'finish',
		role: 'line',
		refused: false,
		pairedAtMs: NOW_MS
	};
	vi.stubGlobal('localStorage', { setItem: () => undefined });
	const tabs = [new Sessions(database), new Sessions(database)];
	await tabs[0]?.keep(session);
	await Promise.all([
		tabs[0]?.change('run', { refused: true }),
		tabs[1]?.change('run', { checkpoint: 'km-2' })
	]);
	expect(await tabs[0]?.all()).toEqual([{ ...session, refused: true, checkpoint: 'km-2' }]);
	vi.unstubAllGlobals();
});

test('reads in the memory of one tab take no channel to others, and a closed outbox leaves none open', () => {
	const open = new Set<object>();
	vi.stubGlobal(
		'BroadcastChannel',
		class {
			constructor() {
				open.add(this);
			}
			close() {
				open.delete(this);
			}
		}
	);
	const [memory, stored] = [new Outbox(null), new Outbox(database)];
	expect([memory, open.size]).toEqual([memory, 1]);
	stored.close();
	expect(open.size).toBe(0);
	vi.unstubAllGlobals();
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
