/**
 * Where reads lie: in IndexedDB, and in memory where the browser refuses to write (no storage, quota). What lies in
 * memory wins over what is stored, and moves to the disk with the next write that succeeds.
 */
import type { ScannerDatabase } from './database.ts';
import type { Read, ReadState } from './read.ts';

const STRICT = { durability: 'strict' } as const;

export class ReadStore {
	private readonly memory = new Map<string, Read>();

	/** `database` null: the browser gives no storage at all. */
	constructor(private readonly database: ScannerDatabase | null) {}

	/** Gives the read its number and keeps it. False: in memory only. `nowMs` numbers a read that cannot be stored. */
	async add(read: Read, nowMs: number): Promise<boolean> {
		try {
			await this.store(read);
		} catch {
			read.seq = this.nextSeqInMemory(nowMs);
			this.memory.set(read.id, read);
			return false;
		}
		await this.moveToDisk();
		return true;
	}

	/** Applies one change per id in one transaction. Returns the reads as they are afterwards. */
	async update<Change extends { id: string }>(
		changes: Change[],
		apply: (read: Read, change: Change) => Read
	): Promise<Read[]> {
		const after: Read[] = [];
		for (const change of changes) {
			const before = this.memory.get(change.id) ?? (await this.database?.get('reads', change.id));
			if (before) after.push(apply(before, change));
		}
		try {
			await this.write(after);
		} catch {
			for (const read of after) this.memory.set(read.id, read);
		}
		return after;
	}

	/** Changes one read only if it still is as `allows` says, so that two writers cannot both win. */
	async changeIf(id: string, allows: (read: Read) => boolean, part: Partial<Read>): Promise<boolean> {
		const inMemory = this.memory.get(id);
		if (inMemory) {
			if (allows(inMemory)) this.memory.set(id, { ...inMemory, ...part });
			return allows(inMemory);
		}
		if (!this.database) return false;
		try {
			const change = this.database.transaction('reads', 'readwrite', STRICT);
			const found = await change.store.get(id);
			const allowed = found !== undefined && allows(found);
			if (allowed) await change.store.put({ ...found, ...part });
			await change.done;
			return allowed;
		} catch {
			return false;
		}
	}

	async inState(event: string, state: ReadState): Promise<Read[]> {
		const stored = (await this.database?.getAllFromIndex('reads', 'event-state', [event, state])) ?? [];
		return [...stored.filter((read) => !this.memory.has(read.id)), ...this.inMemory(event, state)].sort(
			(a, b) => a.seq - b.seq
		);
	}

	async count(event: string, state: ReadState): Promise<number> {
		if (this.memory.size > 0) return (await this.inState(event, state)).length;
		return (await this.database?.countFromIndex('reads', 'event-state', [event, state])) ?? 0;
	}

	/** Reads that would be gone if the page were closed now. */
	unsaved(event: string): number {
		return this.inMemory(event, 'queued').length;
	}

	/** Newest first. */
	async latest(event: string, limit: number): Promise<Read[]> {
		const found = [...this.memory.values()].filter((read) => read.event === event);
		let cursor = await this.database?.transaction('reads').store.index('seq').openCursor(null, 'prev');
		for (let stored = 0; cursor && stored < limit; cursor = await cursor.continue()) {
			if (cursor.value.event !== event || this.memory.has(cursor.value.id)) continue;
			found.push(cursor.value);
			stored++;
		}
		return found.sort((a, b) => b.seq - a.seq).slice(0, limit);
	}

	async remove(event: string, state: ReadState): Promise<void> {
		for (const read of this.inMemory(event, state)) this.memory.delete(read.id);
		if (!this.database) return;
		const change = this.database.transaction('reads', 'readwrite');
		let cursor = await change.store.index('event-state').openCursor([event, state]);
		for (; cursor; cursor = await cursor.continue()) await cursor.delete();
		await change.done;
	}

	/** Tries again what could not be written. Called now and then, since nothing tells when there is room again. */
	async moveToDisk(): Promise<void> {
		if (this.memory.size > 0) await this.write([...this.memory.values()]).catch(() => undefined);
	}

	/** Number and read in one transaction: two tabs never give the same number. */
	private async store(read: Read): Promise<void> {
		if (!this.database) throw new Error('This browser gives no storage');
		const change = this.database.transaction(['reads', 'notes'], 'readwrite', STRICT);
		const notes = change.objectStore('notes');
		const last = await notes.get('seq');
		read.seq = (typeof last === 'number' ? last : 0) + 1;
		await Promise.all([notes.put(read.seq, 'seq'), change.objectStore('reads').add(read), change.done]);
	}

	private async write(reads: Read[]): Promise<void> {
		if (!this.database) throw new Error('This browser gives no storage');
		const change = this.database.transaction('reads', 'readwrite', STRICT);
		await Promise.all([...reads.map((read) => change.store.put(read)), change.done]);
		for (const read of reads) this.memory.delete(read.id);
	}

	private inMemory(event: string, state: ReadState): Read[] {
		return [...this.memory.values()].filter((read) => read.event === event && read.state === state);
	}

	/** Seconds since 2020 lie far above any stored number, and keep the order among reads in memory. */
	private nextSeqInMemory(nowMs: number): number {
		const last = Math.max(0, ...[...this.memory.values()].map((read) => read.seq));
		return Math.max(last + 1, Math.floor((nowMs - Date.UTC(2020, 0, 1)) / 1000));
	}
}
