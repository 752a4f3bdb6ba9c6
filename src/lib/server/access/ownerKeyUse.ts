/**
 * Every use of OWNER_API_KEY is in the audit, reads too. Writes also have their service's own entry, in their transaction;
 * these here are counted and stored once a second, so that a program which sends thousands of passings waits for none of them.
 */
import type { App } from '#lib/server/app.ts';
import { perApp } from '#lib/server/perApp.ts';
import { insertAudit } from './store/audit.ts';

const FLUSH_MS = 1000;

class OwnerKeyUses {
	readonly #app: App;
	#counts = new Map<string, number>();
	#timer: NodeJS.Timeout | undefined;

	constructor(app: App) {
		this.#app = app;
	}

	note(use: string): void {
		this.#counts.set(use, (this.#counts.get(use) ?? 0) + 1);
		this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
	}

	async flush(): Promise<void> {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const counts = [...this.#counts];
		this.#counts = new Map();
		if (counts.length === 0) return;
		try {
			await insertAudit(
				this.#app.database.prisma,
				counts.map(([subject, count]) => ({
					eventId: null,
					actor: 'owner-key',
					action: 'owner-key-used',
					subject,
					details: { count }
				}))
			);
		} catch (error) {
			this.#app.log.error({ err: error, counts }, 'uses of the owner key could not be stored in the audit');
		}
	}
}

const uses = perApp('owner-key-uses', (app) => new OwnerKeyUses(app));

/** @param path without the query, where names may stand. */
export function noteOwnerKeyUse(app: App, { method, path }: { method: string; path: string }): void {
	uses(app).note(`${method} ${path.slice(0, 200)}`);
}

/** Before the database is closed. */
export async function flushOwnerKeyUses(app: App): Promise<void> {
	await uses(app).flush();
}
