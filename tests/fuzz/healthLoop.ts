/** A loop that asks /healthz while something else goes on. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface HealthSample {
	/** Epoch milliseconds of the beginning. */
	atMs: number;
	tookMs: number;
}

const PAUSE_MS = 5;

/** Asks while `meanwhile` goes on, and at least `least` times. */
export async function watchHealth<T>(
	url: string,
	least: number,
	meanwhile: () => Promise<T>
): Promise<{ samples: HealthSample[]; value: T }> {
	const worker = new Worker(new URL('./healthWorker.js', import.meta.url), {
		workerData: { url, least, pauseMs: PAUSE_MS }
	});
	await once(worker, 'online');
	try {
		const value = await meanwhile();
		worker.postMessage('stop');
		const [samples] = (await once(worker, 'message')) as [HealthSample[]];
		return { samples, value };
	} finally {
		await worker.terminate();
	}
}

export function medianOf(samples: HealthSample[]): number {
	const sorted = samples.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

export const worstOf = (samples: HealthSample[]): HealthSample =>
	samples.reduce((worst, sample) => (sample.tookMs > worst.tookMs ? sample : worst), { atMs: 0, tookMs: 0 });
