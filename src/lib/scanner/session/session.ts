/** Pairing: which event, which device, which place and role, and the token that the server gave for it. */
import type { ScannerDatabase } from '#lib/scanner/outbox/database.ts';
import type { Session } from '#lib/scanner/outbox/stored.ts';

export type { Session };

/** Outlives an evicted database in most browsers, so that an eviction can be told from a first visit. */
const WITNESS = 'awareness-run-paired';

export class Sessions {
	/** What could not be stored, or all of it where the browser gives no storage (`database` null). */
	readonly #memory = new Map<string, Session>();
	#currentSlug: string | null = null;

	readonly #database: ScannerDatabase | null;

	constructor(database: ScannerDatabase | null) {
		this.#database = database;
	}

	async current(): Promise<Session | null> {
		const slug = this.#currentSlug ?? (await this.#database?.get('notes', 'current'));
		return (typeof slug === 'string' && (await this.#of(slug))) || null;
	}

	/** Events for which reads may still wait here, the current one among them. */
	async all(): Promise<Session[]> {
		const stored = (await this.#database?.getAll('sessions')) ?? [];
		return [...stored.filter(({ event }) => !this.#memory.has(event.slug)), ...this.#memory.values()];
	}

	async keep(session: Session): Promise<void> {
		const { slug } = session.event;
		try {
			if (!this.#database) throw new Error('This browser gives no storage');
			const change = this.#database.transaction(['sessions', 'notes'], 'readwrite');
			await Promise.all([
				change.objectStore('sessions').put(session),
				change.objectStore('notes').put(slug, 'current'),
				change.done
			]);
			this.#memory.delete(slug);
			this.#currentSlug = null;
			localStorage.setItem(WITNESS, slug);
		} catch {
			this.#memory.set(slug, session);
			this.#currentSlug = slug;
		}
	}

	/** Changes part of one event's pairing, e.g. when the organiser moves the phone. Null: no such pairing. */
	async change(slug: string, part: Partial<Omit<Session, 'event'>>): Promise<Session | null> {
		try {
			if (!this.#database || this.#memory.has(slug)) throw new Error('Kept in memory');
			// In one transaction: another tab may be changing another part of it.
			const change = this.#database.transaction('sessions', 'readwrite');
			const before = await change.store.get(slug);
			if (before) await change.store.put({ ...before, ...part });
			await change.done;
			return before ? { ...before, ...part } : null;
		} catch {
			const before = await this.#of(slug);
			if (!before) return null;
			const after = { ...before, ...part };
			this.#memory.set(slug, after);
			return after;
		}
	}

	/** Ends the pairing on this phone. Reads stay, and so does the token while some of them wait. */
	async leave(): Promise<void> {
		this.#currentSlug = null;
		await this.#database?.delete('notes', 'current');
		localStorage.removeItem(WITNESS);
	}

	async #of(slug: string): Promise<Session | null> {
		return this.#memory.get(slug) ?? (await this.#database?.get('sessions', slug)) ?? null;
	}
}

/** True when this browser was paired once but its database is gone: the browser, or someone, cleared it. */
export const wasEvicted = (current: Session | null): boolean =>
	current === null && localStorage.getItem(WITNESS) !== null;
