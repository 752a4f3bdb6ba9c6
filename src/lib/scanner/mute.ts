/** The same code stays in the picture for many frames: the first is a read, the rest are silent for some seconds. */
export class Mute {
	readonly #seen = new Map<string, { readMs: number; lastMs: number }>();

	/** `quietMs`: how long a code is muted after it was last in the picture. */
	readonly #quietMs: number;

	constructor(quietMs: number) {
		this.#quietMs = quietMs;
	}

	/** Null: a new read, and muted from now on. Otherwise the time of the read that it repeats. */
	repeats(code: string, atMs: number): number | null {
		const before = this.#seen.get(code);
		if (before && atMs - before.lastMs < this.#quietMs) {
			before.lastMs = Math.max(before.lastMs, atMs);
			return before.readMs;
		}
		this.#seen.set(code, { readMs: atMs, lastMs: atMs });
		return null;
	}

	/** A read that was undone, or a token that belonged to nobody, may be read again at once. */
	forget(code: string): void {
		this.#seen.delete(code);
	}
}
