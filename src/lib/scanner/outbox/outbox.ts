/**
 * The phone's outbox. A read is written before the phone makes its sound, leaves only by the server's final answer, and
 * stays as a record after it, until the server says that the phone is released.
 */
import type { ScannerDatabase } from './database.ts';
import { isHeld, type FinalAnswer, type NewRead, type Read } from '#lib/scanner/read.ts';
import { newReadId } from './readId.ts';
import { ReadStore } from './readStore.ts';

export interface Place {
	event: string;
	checkpoint: string;
}

/** `waiting` on this phone only · `safe` on the server · `refused` need the organiser · `unsaved` in memory only. */
export interface Counts {
	waiting: number;
	safe: number;
	refused: number;
	unsaved: number;
}

export type Correction = Pick<Read, 'id' | 'offsetMs' | 'uncertaintyMs'>;

/** What becomes of a read when the server has answered. */
export type Settlement =
	| { id: string; state: 'sent' | 'rejected'; answer: FinalAnswer; reason: string | null }
	| { id: string; state: 'parked'; answer: null; reason: string };

export class Outbox {
	readonly #reads: ReadStore;
	readonly #watchers = new Set<() => void>();
	readonly #channel: BroadcastChannel | null;

	/** `database` null: the browser gives no storage, and reads live in the memory of this tab, which no other can see. */
	constructor(database: ScannerDatabase | null) {
		this.#reads = new ReadStore(database);
		const shared = database !== null && typeof BroadcastChannel !== 'undefined';
		this.#channel = shared ? new BroadcastChannel('awareness-run-outbox') : null;
		if (this.#channel) this.#channel.onmessage = () => this.#tellHere();
	}

	/**
	 * Keeps one read. Resolves once it is durable on the phone, or with `saved: false` when only memory took it.
	 * `nowMs`: wall clock, for the id.
	 */
	async add(made: NewRead, place: Place, nowMs: number): Promise<{ read: Read; saved: boolean }> {
		const blank = { bib: null, code: null, lane: null, token: null, holdUntilMs: 0 };
		const fresh = {
			seq: 0,
			offsetMs: null,
			uncertaintyMs: null,
			state: 'queued',
			answer: null,
			reason: null
		} as const;
		const read: Read = { ...blank, ...made, ...place, ...fresh, id: newReadId(nowMs) };
		const saved = await this.#reads.add(read, nowMs);
		this.#tell();
		return { read, saved };
	}

	/** Reads of one event that may be sent now, oldest first. */
	async due(event: string, nowMs: number, limit: number): Promise<Read[]> {
		await this.#reads.moveToDisk();
		return (await this.#reads.inState(event, 'queued'))
			.filter((read) => !isHeld(read, nowMs))
			.slice(0, limit);
	}

	/** Fixes the correction of reads that are about to be sent, so that every later try says the same. */
	fixCorrections(corrections: Correction[]): Promise<Read[]> {
		return this.#reads.update(corrections, (read, { offsetMs, uncertaintyMs }) =>
			read.offsetMs === null ? { ...read, offsetMs, uncertaintyMs } : read
		);
	}

	async settle(settlements: Settlement[]): Promise<void> {
		await this.#reads.update(settlements, (read, settlement) => ({ ...read, ...settlement }));
		this.#tell();
	}

	/** Takes a read back while it is held. False: it may be on the server, and only the organiser can void it. */
	async undo(id: string, nowMs: number): Promise<boolean> {
		const undone = await this.#reads.changeIf(id, (read) => isHeld(read, nowMs), {
			state: 'undone'
		});
		this.#tell();
		return undone;
	}

	/** Gives a held chute read the finish token that was read after it. False: it is on its way already. */
	async attachToken(id: string, token: number, nowMs: number): Promise<boolean> {
		const may = (read: Read): boolean => read.token === null && isHeld(read, nowMs);
		const attached = await this.#reads.changeIf(id, may, { token });
		this.#tell();
		return attached;
	}

	async counts(event: string): Promise<Counts> {
		const [waiting, safe, rejected, parked] = await Promise.all([
			this.#reads.count(event, 'queued'),
			this.#reads.count(event, 'sent'),
			this.#reads.count(event, 'rejected'),
			this.#reads.count(event, 'parked')
		]);
		return { waiting, safe, refused: rejected + parked, unsaved: this.#reads.unsaved(event) };
	}

	/** The last reads of the event, newest first. */
	latest(event: string, limit: number): Promise<Read[]> {
		return this.#reads.latest(event, limit);
	}

	/** Every read of the event in order, for an export. */
	async everything(event: string): Promise<Read[]> {
		return (await this.#reads.latest(event, Number.POSITIVE_INFINITY)).reverse();
	}

	/** Frees the phone once the server released it: removes what the server has for certain. */
	async forgetSent(event: string): Promise<void> {
		if (await this.#reads.remove(event, 'sent')) this.#tell();
	}

	/** Calls back after every change, also one made in another tab. Returns the way to stop. */
	watch(onChange: () => void): () => void {
		this.#watchers.add(onChange);
		return () => this.#watchers.delete(onChange);
	}

	close(): void {
		this.#channel?.close();
		this.#watchers.clear();
	}

	#tell(): void {
		this.#tellHere();
		this.#channel?.postMessage('changed');
	}

	#tellHere(): void {
		for (const onChange of this.#watchers) onChange();
	}
}
