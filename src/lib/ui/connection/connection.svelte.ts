/**
 * Whether the server answers, as the last try told; what loads or streams data says it here, and the page shows it.
 * Written in the browser alone.
 */
class Connection {
	#heardMs = Date.now();
	/** Null while the server answers; else when it did for the last time: how old the page is. Epoch milliseconds. */
	lostSinceMs = $state<number | null>(null);

	heard(): void {
		this.#heardMs = Date.now();
		this.lostSinceMs = null;
	}

	lost(): void {
		this.lostSinceMs ??= this.#heardMs;
	}
}

export const connection = new Connection();
