/**
 * The clock that stamps reads: the wall clock once, then the browser's monotonic clock, so that somebody who sets the
 * phone's clock moves no read. One unbroken stretch has an id; reads and clock exchanges of a stretch belong together.
 *
 * The monotonic clock of some systems stands still while the phone sleeps. A phone sleeps with its page hidden, so a
 * difference that appears while hidden starts a new stretch; one that appears while visible is a clock that was set.
 */
import { newReadId } from '#lib/scanner/outbox/readId.ts';

export interface Clocks {
	/** Epoch milliseconds of the wall clock, e.g. Date.now. */
	wall: () => number;
	/** Milliseconds that never go back, e.g. performance.now. */
	monotonic: () => number;
}

/** What counts as a sleep and not as the jitter of two clocks read one after the other. */
const SLEPT_MS = 250;

export class DeviceClock {
	#stretch: { id: string; baseMs: number };

	readonly #clocks: Clocks;

	constructor(clocks: Clocks) {
		this.#clocks = clocks;
		this.#stretch = this.#begin();
	}

	get id(): string {
		return this.#stretch.id;
	}

	/** Device time in whole epoch milliseconds. */
	nowMs(): number {
		return this.at(this.#clocks.monotonic());
	}

	/** Device time of a moment on the monotonic clock, such as an event's `timeStamp` or a frame's capture time. */
	at(monotonicMs: number): number {
		return Math.round(this.#stretch.baseMs + monotonicMs);
	}

	/** Call when the page becomes visible again. True: the phone slept, and a new stretch has begun. */
	woke(): boolean {
		const drifted = Math.abs(this.#clocks.wall() - this.#clocks.monotonic() - this.#stretch.baseMs);
		if (drifted < SLEPT_MS) return false;
		this.#stretch = this.#begin();
		return true;
	}

	#begin(): { id: string; baseMs: number } {
		const wall = this.#clocks.wall();
		return { id: newReadId(wall), baseMs: wall - this.#clocks.monotonic() };
	}
}
