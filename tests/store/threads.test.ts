import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeThreads, inThread } from '#lib/server/threads/pool.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

let fixture: TestApp;
beforeAll(async () => {
	fixture = await testApp({ nowMs: 0 });
});
afterAll(async () => {
	await closeThreads(fixture.app);
	await fixture.close();
});

const sheets = {
	from: 1,
	to: 1500,
	origin: 'https://run.example.org',
	event: 'Run',
	locale: 'en',
	title: 'Tokens'
};

test('while a hundred and fifty sheets are drawn, the event loop is never held for long', async () => {
	// The thread is there.
	await inThread(fixture.app, 'finishTokensPdf', { ...sheets, to: 1 });
	const delay = monitorEventLoopDelay({ resolution: 5 });
	delay.enable();
	const startedMs = performance.now();
	const pdf = await inThread(fixture.app, 'finishTokensPdf', sheets);
	const tookMs = performance.now() - startedMs;
	delay.disable();
	expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
	expect(delay.max / 1e6).toBeLessThan(tookMs / 3);
});

test('what a task throws reaches who asked, and the pool goes on', async () => {
	// No QR code holds so long an address.
	const origin = `https://${'x'.repeat(10_000)}.org`;
	const wrong = inThread(fixture.app, 'finishTokensPdf', { ...sheets, to: 1, origin });
	await expect(wrong).rejects.toThrow();
	expect(await inThread(fixture.app, 'finishTokensPdf', { ...sheets, to: 1 })).toBeInstanceOf(Uint8Array);
});
