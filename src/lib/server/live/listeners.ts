import type { DatabaseLog } from '#lib/server/database/database.ts';
import type { Listener, Payload } from './news.ts';

/** Who listens to which topic in this process. A listener that throws is logged and keeps nobody else from hearing. */
export class Listeners {
	readonly #byTopic = new Map<string, Set<Listener>>();
	readonly #log: DatabaseLog;

	constructor(log: DatabaseLog) {
		this.#log = log;
	}

	add(topic: string, listener: Listener): () => void {
		// An entry of its own, so that the same listener given twice ends each subscription by itself.
		const entry: Listener = {
			onMessage: (payload) => listener.onMessage(payload),
			onGap: () => listener.onGap?.()
		};
		const entries = this.#byTopic.get(topic) ?? new Set();
		this.#byTopic.set(topic, entries.add(entry));
		return () => {
			entries.delete(entry);
			if (entries.size === 0 && this.#byTopic.get(topic) === entries) this.#byTopic.delete(topic);
		};
	}

	tell(topic: string, payload: Payload): void {
		for (const listener of [...(this.#byTopic.get(topic) ?? [])])
			this.#call(() => listener.onMessage(payload));
	}

	tellGap(): void {
		for (const listener of [...this.#byTopic.values()].flatMap((entries) => [...entries])) {
			this.#call(() => listener.onGap?.());
		}
	}

	clear(): void {
		this.#byTopic.clear();
	}

	#call(listen: () => void): void {
		try {
			listen();
		} catch (error) {
			this.#log.warn(
				`a live listener failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
			);
		}
	}
}
