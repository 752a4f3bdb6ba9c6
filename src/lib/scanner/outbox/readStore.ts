/**
 * Where reads lie: in IndexedDB, and in memory where the browser refuses to write (no storage, quota). What lies in
 * memory wins over what is stored, and moves to the disk with the next write that succeeds.
 */
import type { ScannerDatabase } from './database.ts';
import type { Read, ReadState } from '#lib/scanner/read.ts';

const STRICT = { durability: 'strict' } as const;

export class ReadStore {
	readonly #memory = new Map<string, Read>();

	/** `database` null: the browser gives no storage at all. */
	readonly #database: ScannerDatabase | null;

	constructor(database: ScannerDatabase | null) {
		this.#database = database;
	}

	/** Gives the read its number and keeps it. False: in memory only. `nowMs` numbers a read that cannot be stored. */
	async add(read: Read, nowMs: number): Promise<boolean> {
		try {
			await this.#store(read);
		} catch {
			read.seq = this.#nextSeqInMemory(nowMs);
			this.#memory.set(read.id, read);
			return false;
		}
		await this.moveToDisk();
		return true;
	}

	/**
	 * Applies one change per id; reads and writes in one transaction, so that no other tab's change is lost in between.
	 * Returns the reads as they are afterwards.
	 */
	async update<Change extends { id: string }>(
		changes: Change[],
		apply: (read: Read, change: Change) => Read
	): Promise<Read[]> {
		const applied = (stored: (Read | undefined)[]): Read[] =>
			changes.flatMap((change, n) => {
				const before = this.#present(change.id, stored[n]);
				return before ? [apply(before, change)] : [];
			});
		try {
			return await this.#rewrite(changes, applied);
		} catch {
			const after = applied(
				await Promise.all(changes.map(async ({ id }) => this.#database?.get('reads', id)))
			);
			for (const read of after) this.#memory.set(read.id, read);
			return after;
		}
	}

	/** Changes one read only if it still is as `allows` says, so that two writers cannot both win. */
	async changeIf(id: string, allows: (read: Read) => boolean, part: Partial<Read>): Promise<boolean> {
		let stored: Read | undefined;
		try {
			const change = this.#transaction();
			stored = await change.store.get(id);
			const found = this.#present(id, stored);
			const allowed = found !== undefined && allows(found);
			if (allowed) await change.store.put({ ...found, ...part });
			await change.done;
			if (allowed) this.#memory.delete(id);
			return allowed;
		} catch {
			// Others may send what is stored, so it cannot be changed here alone.
			const inMemory = stored ? undefined : this.#memory.get(id);
			if (!inMemory || !allows(inMemory)) return false;
			this.#memory.set(id, { ...inMemory, ...part });
			return true;
		}
	}

	async inState(event: string, state: ReadState): Promise<Read[]> {
		const stored = (await this.#database?.getAllFromIndex('reads', 'event-state', [event, state])) ?? [];
		return [...stored.filter((read) => !this.#memory.has(read.id)), ...this.#inMemory(event, state)].sort(
			(a, b) => a.seq - b.seq
		);
	}

	async count(event: string, state: ReadState): Promise<number> {
		if (this.#memory.size > 0) return (await this.inState(event, state)).length;
		return (await this.#database?.countFromIndex('reads', 'event-state', [event, state])) ?? 0;
	}

	/** Reads that would be gone if the page were closed now. */
	unsaved(event: string): number {
		return this.#inMemory(event, 'queued').length;
	}

	/** Newest first. */
	async latest(event: string, limit: number): Promise<Read[]> {
		const found = [...this.#memory.values()].filter((read) => read.event === event);
		let cursor = await this.#database?.transaction('reads').store.index('seq').openCursor(null, 'prev');
		for (let stored = 0; cursor && stored < limit; cursor = await cursor.continue()) {
			if (cursor.value.event !== event || this.#memory.has(cursor.value.id)) continue;
			found.push(cursor.value);
			stored++;
		}
		return found.sort((a, b) => b.seq - a.seq).slice(0, limit);
	}

	/** False: there was nothing to remove. */
	async remove(event: string, state: ReadState): Promise<boolean> {
		const inMemory = this.#inMemory(event, state);
		let removed = inMemory.length > 0;
		for (const read of inMemory) this.#memory.delete(read.id);
		if (!this.#database) return removed;
		const change = this.#database.transaction('reads', 'readwrite');
		let cursor = await change.store.index('event-state').openCursor([event, state]);
		for (; cursor; cursor = await cursor.continue(), removed = true) await cursor.delete();
		await change.done;
		return removed;
	}

	/** Tries again what could not be written. Called now and then, since nothing tells when there is room again. */
	async moveToDisk(): Promise<void> {
		if (this.#database && this.#memory.size > 0)
			await this.update([...this.#memory.values()], (read) => read);
	}

	/** Number and read in one transaction: two tabs never give the same number. */
	async #store(read: Read): Promise<void> {
		if (!this.#database) throw new Error('This browser gives no storage');
		const change = this.#database.transaction(['reads', 'notes'], 'readwrite', STRICT);
		const notes = change.objectStore('notes');
		const last = await notes.get('seq');
		read.seq = (typeof last === 'number' ? last : 0) + 1;
		await Promise.all([notes.put(read.seq, 'seq'), change.objectStore('reads').add(read), change.done]);
	}

	/** `make` gets what is stored under each id and answers what is to be. Throws where nothing can be written. */
	async #rewrite(ids: { id: string }[], make: (stored: (Read | undefined)[]) => Read[]): Promise<Read[]> {
		const change = this.#transaction();
		// Asked for all at once: a transaction ends as soon as nothing is asked of it.
		const stored = await Promise.all(ids.map(({ id }) => change.store.get(id)));
		const wereInMemory = ids.map(({ id }) => this.#memory.get(id));
		const after = make(stored);
		await Promise.all([...after.map((read) => change.store.put(read)), change.done]);
		// One that was changed meanwhile stays in memory, where it counts.
		ids.forEach(({ id }, n) => this.#memory.get(id) === wereInMemory[n] && this.#memory.delete(id));
		return after;
	}

	#transaction() {
		if (!this.#database) throw new Error('This browser gives no storage');
		return this.#database.transaction('reads', 'readwrite', STRICT);
	}

	/** What counts: the version in memory, unless another tab has settled or undone the stored one meanwhile. */
	#present(id: string, stored: Read | undefined): Read | undefined {
		const inMemory = this.#memory.get(id);
		if (!inMemory) return stored;
		return stored && stored.state !== 'queued' && inMemory.state === 'queued' ? stored : inMemory;
	}

	#inMemory(event: string, state: ReadState): Read[] {
		return [...this.#memory.values()].filter((read) => read.event === event && read.state === state);
	}

	/** Seconds since 2020 lie far above any stored number, and keep the order among reads in memory. */
	#nextSeqInMemory(nowMs: number): number {
		const last = Math.max(0, ...[...this.#memory.values()].map((read) => read.seq));
		return Math.max(last + 1, Math.floor((nowMs - Date.UTC(2020, 0, 1)) / 1000));
	}
}
