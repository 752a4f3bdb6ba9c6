import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeThreads, inThread, streamFromThread } from '#lib/server/threads/pool.ts';
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

const someBibs = (count: number) => ({
	common: { event: 'Run', facts: 'Today', tagline: '', help: '', locale: 'en' },
	bibs: Array.from({ length: count }, (_, index) => ({
		number: String(index + 1),
		address: `HTTPS://RUN.EXAMPLE.ORG/B/K7Q2M9X${1000 + index}`,
		shownName: null,
		noPhoto: null
	})),
	layout: 'one' as const,
	title: 'Bibs'
});

/** Begins a file of bibs. `ended`: whole or not. */
async function begun(count: number) {
	const drawn: number[] = [];
	let end: (whole: boolean) => void = () => undefined;
	const ended = new Promise<boolean>((resolve) => (end = resolve));
	const stream = await streamFromThread(
		fixture.app,
		{ name: 'bibSheetsPdf', input: someBibs(count) },
		{ onProgress: (done) => drawn.push(done), onEnd: end }
	);
	return { stream, drawn, ended };
}

test('a file that goes out while it is made arrives whole', async () => {
	const { stream, drawn, ended } = await begun(30);
	const file = Buffer.from(await new Response(stream).arrayBuffer()).toString('latin1');
	expect(file).toMatch(/^%PDF-[^]*%%EOF\n?$/);
	expect(file.match(/\/Type \/Page\n/g)).toHaveLength(30);
	expect(drawn.at(-1)).toBe(30);
	expect(await ended).toBe(true);
});

test('it is drawn no faster than it is read, and the thread serves others meanwhile', async () => {
	const slow = await begun(3000);
	const reader = slow.stream.getReader();
	await reader.read();
	// Other files are made whole while the first one waits for its reader.
	await new Response((await begun(200)).stream).arrayBuffer();
	const waiting = slow.drawn.at(-1) ?? 0;
	await new Response((await begun(200)).stream).arrayBuffer();
	expect(slow.drawn.at(-1)).toBe(waiting);
	expect(waiting).toBeLessThan(500);
	await reader.cancel();
	expect(await slow.ended).toBe(false);
});

test('a reader that goes away ends the work', async () => {
	const { stream, drawn, ended } = await begun(3000);
	await stream.cancel();
	expect(await ended).toBe(false);
	const heard = drawn.length;
	await new Response((await begun(100)).stream).arrayBuffer();
	expect(drawn.length).toBe(heard);
});

test('a fault in the middle reaches the reader', async () => {
	const bibs = someBibs(2);
	const wrong = { ...bibs, bibs: bibs.bibs.map((bib) => ({ ...bib, address: 'x'.repeat(10_000) })) };
	let whole: boolean | null = null;
	const stream = await streamFromThread(
		fixture.app,
		{ name: 'bibSheetsPdf', input: wrong },
		{ onProgress: () => undefined, onEnd: (end) => (whole = end) }
	);
	await expect(new Response(stream).arrayBuffer()).rejects.toThrow();
	expect(whole).toBe(false);
});
