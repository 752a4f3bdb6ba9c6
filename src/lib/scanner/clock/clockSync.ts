/** Keeps asking the server for its time while the page lives. All instants of the phone are those of deviceClock.ts. */
import { bodyOf, TimeAnswerSchema } from '#lib/scanner/session/answers.ts';
import type { DeviceClock } from './deviceClock.ts';
import type { ClockQuality } from './clockEstimate.ts';
import type { ExchangeBook } from './exchangeBook.ts';
import type { Ask } from '#lib/scanner/session/server.ts';

/** A burst finds one quick round trip; then a drift of 100 ppm adds 12 ms in two minutes. */
const BURST = 5;
const BETWEEN_BURSTS_MS = 120_000;
const RETRY_MS = 10_000;

export class ClockSync {
	#timer: ReturnType<typeof setTimeout> | undefined;
	#stopped = false;
	/** Device time of the last exchange that was answered. */
	#lastMs = -Infinity;

	readonly #parts: {
		clock: DeviceClock;
		ask: Ask;
		book: ExchangeBook;
		/** Null while the server was never reached. */
		onQuality: (quality: ClockQuality | null) => void;
	};

	constructor(parts: {
		clock: DeviceClock;
		ask: Ask;
		book: ExchangeBook;
		/** Null while the server was never reached. */
		onQuality: (quality: ClockQuality | null) => void;
	}) {
		this.#parts = parts;
	}

	stop(): void {
		this.#stopped = true;
		clearTimeout(this.#timer);
	}

	/** Measures now, and from then on: on start, when the network returns, when the phone woke. */
	async measure(): Promise<void> {
		const { clock, book, onQuality } = this.#parts;
		clearTimeout(this.#timer);
		let answered = 0;
		for (let i = 0; i < BURST && !this.#stopped; i++) if (await this.#exchange()) answered++;
		onQuality(await book.quality(clock.id, clock.nowMs()));
		if (this.#stopped) return;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.measure(), answered > 0 ? BETWEEN_BURSTS_MS : RETRY_MS);
	}

	/** Before reads are sent: after an offline stretch it gets its far side first, so that they are held from both. */
	async freshen(): Promise<void> {
		const age = this.#parts.clock.nowMs() - this.#lastMs;
		if (age > BETWEEN_BURSTS_MS + RETRY_MS || age < 0) await this.#exchange();
	}

	async #exchange(): Promise<boolean> {
		const { clock, ask, book } = this.#parts;
		const clockId = clock.id;
		const sentMs = clock.nowMs();
		const answer = await ask({ path: '/time' });
		const receivedMs = clock.nowMs();
		const said = answer?.status === 200 ? bodyOf(answer, TimeAnswerSchema) : null;
		// A phone that slept in between cannot say how long the answer took.
		if (!said || clock.id !== clockId) return false;
		await book.add({ clockId, sentMs, receivedMs, serverMs: said.nowMs });
		this.#lastMs = receivedMs;
		return true;
	}
}
