import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Reporter, REPORT_MS } from './reporter.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const counted = (report: () => Promise<void> = async () => undefined) => {
	let times = 0;
	const reporter = new Reporter(() => {
		times++;
		return report();
	});
	return { reporter, times: () => times };
};

test('a phone reports when it starts and every half minute, also after a report that failed', async () => {
	const { reporter, times } = counted(() => Promise.reject(new Error('no network')));
	reporter.start();
	await vi.advanceTimersByTimeAsync(0);
	expect(times()).toBe(1);
	await vi.advanceTimersByTimeAsync(2 * REPORT_MS);
	expect(times()).toBe(3);
	reporter.stop();
	await vi.advanceTimersByTimeAsync(5 * REPORT_MS);
	expect(times()).toBe(3);
});

test('the last read that left is reported within seconds, and a burst of reads makes no burst of reports', async () => {
	const { reporter, times } = counted();
	reporter.start();
	await vi.advanceTimersByTimeAsync(10_000);
	for (let n = 0; n < 50; n++) {
		reporter.now();
		await vi.advanceTimersByTimeAsync(100);
	}
	expect(times()).toBeLessThanOrEqual(1 + 3);
	reporter.now();
	const before = times();
	await vi.advanceTimersByTimeAsync(3_000);
	expect(times()).toBe(before + 1);
	reporter.stop();
});

test('a change during a report is told by the next one', async () => {
	let answer: () => void = () => undefined;
	const { reporter, times } = counted(() => new Promise((resolve) => (answer = resolve)));
	reporter.start();
	await vi.advanceTimersByTimeAsync(0);
	reporter.now();
	answer();
	await vi.advanceTimersByTimeAsync(3_000);
	expect(times()).toBe(2);
	reporter.stop();
});
