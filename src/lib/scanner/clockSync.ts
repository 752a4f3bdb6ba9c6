/**
 * Keeps asking the server for its time while the page lives, and gives each read its correction from the exchanges on
 * both sides of it. All instants of the phone are those of deviceClock.ts.
 */
import type { ScannerDatabase } from './database.ts';
import type { DeviceClock } from './deviceClock.ts';
import type { Correction } from './outbox.ts';
import type { Read } from './read.ts';
import type { Ask } from './server.ts';

/** One question and answer: when it left and came back by the phone, and what the server's clock said. */
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

/** A burst finds one quick round trip; then a drift of 100 ppm adds 12 ms in two minutes. */
const BURST = 5;
const BETWEEN_BURSTS_MS = 120_000;
const RETRY_MS = 10_000;

export class ClockSync {
	private exchanges: ClockExchange[] = [];
	private timer: ReturnType<typeof setTimeout> | undefined;
	private stopped = false;

	constructor(
		private readonly parts: {
			clock: DeviceClock;
			ask: Ask;
			database: ScannerDatabase | null;
			onQuality?: (quality: ClockQuality | null) => void;
		}
	) {}

	async start(): Promise<void> {
		this.exchanges = (await this.parts.database?.getAll('exchanges')) ?? [];
		await this.measure();
	}

	stop(): void {
		this.stopped = true;
		clearTimeout(this.timer);
	}

	/** Measures now: on start, when the network returns, when the phone woke. */
	async measure(): Promise<void> {
		clearTimeout(this.timer);
		let answered = 0;
		for (let i = 0; i < BURST && !this.stopped; i++) if (await this.exchange()) answered++;
		if (answered > 0) this.parts.onQuality?.(this.quality());
		if (this.stopped) return;
		this.timer = setTimeout(() => void this.measure(), answered > 0 ? BETWEEN_BURSTS_MS : RETRY_MS);
	}

	/** The estimate for this moment; null while the server was never reached. */
	quality(): ClockQuality | null {
		return estimate(this.exchanges, this.parts.clock.id, this.parts.clock.nowMs());
	}

	/** Corrections by what is known now, from exchanges before and after each read. */
	correct(reads: Read[]): Correction[] {
		return reads.map((read) => {
			const known = estimate(this.exchanges, read.clockId, read.atMs);
			return {
				id: read.id,
				offsetMs: known ? Math.round(known.offsetMs) : 0,
				uncertaintyMs: known ? Math.ceil(known.uncertaintyMs) : null
			};
		});
	}

	private async exchange(): Promise<boolean> {
		const { clock, ask, database } = this.parts;
		const clockId = clock.id;
		const sentMs = clock.nowMs();
		const answer = await ask({ path: '/time' });
		const receivedMs = clock.nowMs();
		const serverMs = (answer?.body as { nowMs?: unknown } | null)?.nowMs;
		if (answer?.status !== 200 || typeof serverMs !== 'number' || clock.id !== clockId) return false;
		const exchange = { clockId, sentMs, receivedMs, serverMs };
		this.exchanges.push(exchange);
		await database?.add('exchanges', exchange).catch(() => undefined);
		return true;
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
	return {
		offsetMs,
		uncertaintyMs: (best.receivedMs - best.sentMs) / 2 + Math.abs(atMs - best.receivedMs) * 1e-4
	};
}
