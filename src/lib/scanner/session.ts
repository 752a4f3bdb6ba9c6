/** Pairing: which event, which device, which place and role, and the token that the server gave for it. */
import type { DeviceRole } from '#lib/schemas/pairing.ts';
import type { ScannerDatabase } from './database.ts';

export interface Session {
	event: { slug: string; name: string; timeZone: string };
	/** Name of this phone within the event. */
	device: string;
	token: string;
	checkpoint: string;
	role: DeviceRole;
	/** The server refused the token (revoked, event gone): reads are kept, and the phone has to be paired again. */
	refused: boolean;
	pairedAtMs: number;
}

/** Outlives an evicted database in most browsers, so that an eviction can be told from a first visit. */
const WITNESS = 'awareness-run-paired';

export class Sessions {
	constructor(private readonly database: ScannerDatabase) {}

	async current(): Promise<Session | null> {
		const slug = await this.database.get('notes', 'current');
		return (typeof slug === 'string' && (await this.database.get('sessions', slug))) || null;
	}

	/** Events for which reads may still wait here, the current one among them. */
	all(): Promise<Session[]> {
		return this.database.getAll('sessions');
	}

	async keep(session: Session): Promise<void> {
		const change = this.database.transaction(['sessions', 'notes'], 'readwrite');
		await Promise.all([
			change.objectStore('sessions').put(session),
			change.objectStore('notes').put(session.event.slug, 'current'),
			change.done
		]);
		localStorage.setItem(WITNESS, session.event.slug);
	}

	/** Changes part of one event's pairing, e.g. when the organiser moves the phone. Null: no such pairing. */
	async change(slug: string, part: Partial<Omit<Session, 'event'>>): Promise<Session | null> {
		const change = this.database.transaction('sessions', 'readwrite');
		const before = await change.store.get(slug);
		const after = before ? { ...before, ...part } : null;
		if (after) await change.store.put(after);
		await change.done;
		return after;
	}

	/** Ends the pairing on this phone. Reads stay, and so does the token while some of them wait. */
	async leave(): Promise<void> {
		await this.database.delete('notes', 'current');
		localStorage.removeItem(WITNESS);
	}
}

/** True when this browser was paired once but its database is gone: the browser, or someone, cleared it. */
export const wasEvicted = (current: Session | null): boolean =>
	current === null && localStorage.getItem(WITNESS) !== null;
