/** Every clock exchange of this phone, over tabs and restarts: reads are corrected by whoever sends them. */
import { estimateClock, type ClockExchange, type ClockQuality } from './clockEstimate.ts';
import type { ScannerDatabase } from '#lib/scanner/outbox/database.ts';
import type { Correction } from '#lib/scanner/outbox/outbox.ts';
import type { Read } from '#lib/scanner/read.ts';

export class ExchangeBook {
	/** What could not be stored. */
	readonly #memory: ClockExchange[] = [];

	readonly #database: ScannerDatabase | null;

	constructor(database: ScannerDatabase | null) {
		this.#database = database;
	}

	async add(exchange: ClockExchange): Promise<void> {
		try {
			if (!this.#database) throw new Error('This browser gives no storage');
			await this.#database.add('exchanges', exchange);
		} catch {
			this.#memory.push(exchange);
		}
	}

	/** The estimate for one moment of one stretch of the clock; null while the server was never reached. */
	async quality(clockId: string, atMs: number): Promise<ClockQuality | null> {
		return estimateClock(await this.#all(), { clockId, atMs });
	}

	/** Corrections by what is known now, from exchanges before and after each read. */
	async correct(reads: Read[]): Promise<Correction[]> {
		const exchanges = await this.#all();
		return reads.map(({ id, clockId, atMs }) => {
			const known = estimateClock(exchanges, { clockId, atMs });
			return {
				id,
				// Never -0, which JSON and the database do not know.
				offsetMs: known ? Math.round(known.offsetMs) || 0 : 0,
				uncertaintyMs: known?.uncertaintyMs == null ? null : Math.ceil(known.uncertaintyMs)
			};
		});
	}

	async #all(): Promise<ClockExchange[]> {
		return [...((await this.#database?.getAll('exchanges')) ?? []), ...this.#memory];
	}
}
