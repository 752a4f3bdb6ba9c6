import { Writable } from 'node:stream';
import type { Response } from 'express';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LiveView } from '#lib/server/results/live.ts';
import type { LiveMessage } from '#lib/server/results/liveRows.ts';
import { LiveStreams } from './liveStreams.ts';

/** The writable half of a connection, which takes what is written when the test says so. */
class Connection extends Writable {
	headersSent = false;
	readonly socket = {};
	readonly taken: string[] = [];
	#take: (() => void) | undefined;

	constructor() {
		super({ highWaterMark: 1000 });
	}
	writeHead(): this {
		this.headersSent = true;
		return this;
	}
	override _write(chunk: Buffer, _encoding: string, done: () => void): void {
		this.#take = () => {
			this.taken.push(chunk.toString());
			done();
		};
	}
	/** Everything that has been written so far, and what is written because of it. */
	async takeAll(): Promise<void> {
		for (let take = this.#take; take; take = this.#take) {
			this.#take = undefined;
			take();
			await nextTurn();
			await nextTurn();
		}
	}
}

const message = (id: string, { snapshot = false, length = 10 } = {}): LiveMessage => ({
	id,
	change: {
		snapshot,
		state: 'live',
		version: 0,
		rows: [],
		removed: ['x'.repeat(length)],
		finished: 0
	}
});

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function opened(first: LiveMessage[]) {
	const streams = new LiveStreams({ perAddress: 10, inAll: 10 });
	const connection = new Connection();
	let tell: (messages: readonly LiveMessage[]) => void = () => undefined;
	const view: LiveView = {
		first,
		follow: (listener) => {
			tell = listener;
			return () => undefined;
		}
	};
	const stream = streams.enter(connection as unknown as Response, '192.0.2.1');
	stream?.begin(() => view);
	const change = async (...messages: LiveMessage[]) => {
		tell(messages);
		await nextTurn();
	};
	const ids = () => connection.taken.flatMap((text) => /^id:(.*)$/m.exec(text)?.[1] ?? []);
	return { streams, connection, change, ids };
}

describe('a live stream', () => {
	beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
	afterEach(() => void vi.useRealTimers());

	test('goes out as it is taken, the list before its changes', async () => {
		const list = [message('part', { snapshot: true, length: 5000 }), message('e-1', { length: 5000 })];
		const { connection, change, ids } = opened(list);
		await nextTurn();
		await change(message('e-2'));
		// The beginning and the first part of the list: more is not handed over.
		expect(connection.writableLength).toBeLessThan(6000);
		await connection.takeAll();
		expect(ids()).toEqual(['part', 'e-1', 'e-2']);
	});

	test('leaves out what a new list replaces', async () => {
		const { connection, change, ids } = opened([message('e-1', { snapshot: true, length: 5000 })]);
		await nextTurn();
		await change(message('e-2'));
		await change(message('e-3', { snapshot: true }));
		await connection.takeAll();
		expect(ids()).toEqual(['e-1', 'e-3']);
	});

	test('is ended when the receiver is megabytes behind, or takes nothing for a minute', async () => {
		const behind = opened([message('e-1', { length: 5000 })]);
		await nextTurn();
		await behind.change(message('e-2', { length: 2_000_000 }));
		expect(behind.connection.destroyed).toBe(false);
		await behind.change(message('e-3', { length: 2_000_000 }));
		expect(behind.connection.destroyed).toBe(true);

		const idle = opened([message('e-1', { length: 5000 })]);
		await nextTurn();
		vi.advanceTimersByTime(45_000);
		expect(idle.connection.destroyed).toBe(false);
		vi.advanceTimersByTime(15_000);
		expect(idle.connection.destroyed).toBe(true);
		await nextTurn();
		expect(idle.streams.count).toBe(0);
		expect(vi.getTimerCount()).toBe(0);
	});

	test('is kept by a comment while nothing happens', async () => {
		const { connection } = opened([message('e-1')]);
		await nextTurn();
		await connection.takeAll();
		vi.advanceTimersByTime(30_000);
		await connection.takeAll();
		expect(connection.taken.slice(-2)).toEqual([':\n\n', ':\n\n']);
	});
});

test('between visitors who open at once everything else has its turn', async () => {
	const streams = new LiveStreams({ perAddress: 100, inAll: 100 });
	let others = 0;
	let done = 0;
	const elsewhere = () => {
		others++;
		if (done < 40) setImmediate(elsewhere);
	};
	for (let visitor = 0; visitor < 40; visitor++)
		streams.enter(new Connection() as unknown as Response, '192.0.2.1')?.begin(() => {
			// As long as a list takes to be written.
			const until = performance.now() + 3;
			while (performance.now() < until);
			done++;
			return { first: [], follow: () => () => undefined };
		});
	setImmediate(elsewhere);
	await vi.waitFor(() => expect(done).toBe(40));
	streams.end();
	expect(others).toBeGreaterThanOrEqual(20);
});
