/**
 * When the phone tells how it is: every half minute, and soon after its last waiting read has left, so that the organiser
 * does not look for reads that have arrived. One report at a time, and no two within `LEAST_MS`.
 */
export const REPORT_MS = 30_000;
const LEAST_MS = 3_000;

export class Reporter {
	#timer: ReturnType<typeof setTimeout> | undefined;
	#running = false;
	#again = false;
	#begunMs = -Infinity;
	#on = false;

	readonly #report: () => Promise<void>;

	constructor(report: () => Promise<void>) {
		this.#report = report;
	}

	/** From now on; reports at once. */
	start(): void {
		this.#on = true;
		this.#begunMs = -Infinity;
		this.now();
	}

	stop(): void {
		this.#on = false;
		clearTimeout(this.#timer);
	}

	/** Something changed that the organiser looks at. */
	now(): void {
		if (!this.#on) return;
		if (this.#running) this.#again = true;
		else this.#schedule(Math.max(0, this.#begunMs + LEAST_MS - performance.now()));
	}

	#schedule(waitMs: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#run(), waitMs);
	}

	async #run(): Promise<void> {
		this.#running = true;
		this.#again = false;
		this.#begunMs = performance.now();
		// A report that fails is made up for by the next.
		await this.#report().catch(() => undefined);
		this.#running = false;
		if (this.#on) this.#schedule(this.#again ? LEAST_MS : REPORT_MS);
	}
}
