/** Every clock exchange of this phone, over tabs and restarts: reads are corrected by whoever sends them. */
import type { ScannerDatabase } from './database.ts';
import type { Correction } from './outbox.ts';
import type { Read } from './read.ts';

/** One question and answer: when it left and came back by the phone's device clock, and what the server's clock said. */
export interface ClockExchange {
	clockId: string;
	sentMs: number;
	receivedMs: number;
	serverMs: number;
}

export interface ClockQuality {
	offsetMs: number;
	uncertaintyMs: number;
}

export class ExchangeBook {
	/** What could not be stored. */
	private readonly memory: ClockExchange[] = [];

	constructor(private readonly database: ScannerDatabase | null) {}

	async add(exchange: ClockExchange): Promise<void> {
		try {
			if (!this.database) throw new Error('This browser gives no storage');
			await this.database.add('exchanges', exchange);
		} catch {
			this.memory.push(exchange);
		}
	}

	/** The estimate for one moment of one stretch of the clock; null while the server was never reached. */
	async quality(clockId: string, atMs: number): Promise<ClockQuality | null> {
		return estimate(await this.all(), clockId, atMs);
	}

	/** Corrections by what is known now, from exchanges before and after each read. */
	async correct(reads: Read[]): Promise<Correction[]> {
		const exchanges = await this.all();
		return reads.map(({ id, clockId, atMs }) => {
			const known = estimate(exchanges, clockId, atMs);
			return {
				id,
				// Never -0, which JSON and the database do not know.
				offsetMs: known ? Math.round(known.offsetMs) || 0 : 0,
				uncertaintyMs: known ? Math.ceil(known.uncertaintyMs) : null
			};
		});
	}

	private async all(): Promise<ClockExchange[]> {
		return [...((await this.database?.getAll('exchanges')) ?? []), ...this.memory];
	}
}

function estimate(exchanges: ClockExchange[], clockId: string, atMs: number): ClockQuality | null {
	const own = exchanges.filter((exchange) => exchange.clockId === clockId);
	const best = (own.length > 0 ? own : exchanges).reduce<ClockExchange | null>(
		(found, next) =>
			!found || next.receivedMs - next.sentMs < found.receivedMs - found.sentMs ? next : found,
		null
	);
	if (!best) return null;
	const offsetMs = best.serverMs - (best.sentMs + best.receivedMs) / 2;
	const age = Math.abs(atMs - best.receivedMs);
	return { offsetMs, uncertaintyMs: (best.receivedMs - best.sentMs) / 2 + age * 1e-4 };
}
