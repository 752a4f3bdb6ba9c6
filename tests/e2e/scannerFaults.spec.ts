/**
 * The phone loses nothing: whatever fails, the reads that the volunteer felt are on the server, none twice, with the
 * times of the reads.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import {
	UPLOAD_TAG,
	type FromServiceWorker,
	type ToServiceWorker
} from '#lib/scanner/session/offlinePage.ts';
import { startBuiltServer, type BuiltServer } from '../support/builtServer.ts';
import { startFaultyProxy, type FaultyProxy } from '../support/faultyProxy.ts';
import { makeRace } from '../support/raceTraffic.ts';
import {
	EVENT,
	felt,
	keptReads,
	openPhoneBrowser,
	pairingCode,
	storedPassings,
	type PhoneBrowser
} from '../support/volunteerPhone.ts';

let server: BuiltServer;
let proxy: FaultyProxy;
/** Of a phone that has visited, is not paired, and has kept the page. */
let visited: string;
let profile: string;
let phone: PhoneBrowser;

test.beforeAll(async () => {
	server = await startBuiltServer();
	await makeRace(server.url, { slug: EVENT, runners: 0, gunMs: Date.now() - 3_600_000 });
	proxy = await startFaultyProxy(server.url);
	visited = await mkdtemp(join(tmpdir(), 'phone-'));
	const { context } = await openPhoneBrowser(visited);
	const page = await context.newPage();
	await page.goto(`${proxy.url}/scan`);
	await page.evaluate(keepScanner);
	await context.close();
});
test.afterAll(async () => {
	await proxy.close();
	await server.close();
	await rm(visited, { recursive: true, force: true });
});

test.beforeEach(async () => {
	proxy.reset();
	profile = await mkdtemp(join(tmpdir(), 'phone-'));
});
test.afterEach(async () => {
	await phone.context.close();
	await rm(profile, { recursive: true, force: true });
});

/** In the browser: what a paired phone asks of its service worker, so that its page starts offline. */
async function keepScanner(): Promise<void> {
	const { active } = await navigator.serviceWorker.ready;
	const kept = new Promise<void>((resolve) => {
		navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<FromServiceWorker>) => {
			if (data.kind === 'scanner-kept') resolve();
		});
	});
	navigator.serviceWorker.startMessages();
	active?.postMessage({ kind: 'keep-scanner' } satisfies ToServiceWorker);
	await kept;
}

/**
 * A phone that is paired anew, so that it has a name and a sequence of its own, and whose page is kept for offline start.
 * It was here before, since keeping the page takes seconds; `isNew`: it was not.
 */
async function pairedPage({ isNew = false } = {}): Promise<Page> {
	if (!isNew) await cp(visited, profile, { recursive: true });
	phone = await openPhoneBrowser(profile);
	const page = phone.context.pages()[0] ?? (await phone.context.newPage());
	const code = await pairingCode(server, { role: 'tap' });
	await page.goto(`${proxy.url}/scan#pair=${code}`);
	await expect(page.locator('.status-link')).toContainText('Works offline');
	expect(page.url()).not.toContain(code);
	return page;
}

/** Touches of several fingers, faster than any volunteer. Resolves when they were made, not when they were kept. */
const burst = (page: Page, count: number): Promise<void> =>
	page.getByTestId('tap-field').evaluate(async (field, count) => {
		for (let i = 0; i < count; i++) {
			field.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, cancelable: true, pointerId: i }));
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
	}, count);

/** Reads made = reads on the server, none twice, times as read. */
async function expectAllSafe(page: Page, atLeast: number): Promise<void> {
	await expect(async () => {
		const kept = await keptReads(page);
		expect(kept.length).toBeGreaterThanOrEqual(atLeast);
		expect(new Set(kept.map(({ state }) => state))).toEqual(new Set(['sent']));
	}).toPass({ timeout: 60_000 });
	await expect(page.getByTestId('on-phone')).toHaveText('0');
	const kept = await keptReads(page);
	const mine = new Set(kept.map(({ id }) => id));
	const stored = (await storedPassings(server)).filter(({ id }) => mine.has(id));
	const times = (reads: { id: string; atMs: number; offsetMs: number | null }[]): unknown[] =>
		reads.map(({ id, atMs, offsetMs }) => [id, atMs, offsetMs]).sort();
	expect(times(stored)).toEqual(times(kept));
}

test('offline from the start after one visit, in three languages', async () => {
	const page = await pairedPage({ isNew: true });
	await phone.context.setOffline(true);
	for (const [path, words] of [
		['/scan', 'No network'],
		['/ro/scan', 'Fără rețea'],
		['/ru/scan', 'Нет сети']
	] as const) {
		await page.goto(proxy.url + path);
		await expect(page.locator('.status-link')).toContainText(words);
	}
	await burst(page, 20);
	await expect(page.getByTestId('on-phone')).toHaveText('20');
	await page.reload();
	await expect(page.getByTestId('on-phone')).toHaveText('20');
	await phone.context.setOffline(false);
	await expectAllSafe(page, 20);
});

test('a reload in the middle of a burst of 100 reads', async () => {
	const page = await pairedPage();
	void burst(page, 100).catch(() => undefined);
	await expect.poll(() => felt(page)).toBeGreaterThan(30);
	const before = await felt(page);
	await page.reload();
	await expectAllSafe(page, before);
});

test('the tab killed in the middle of a burst of 100 reads', async () => {
	const page = await pairedPage();
	void burst(page, 100).catch(() => undefined);
	await expect.poll(() => felt(page)).toBeGreaterThan(30);
	const before = await felt(page);
	await page.goto('chrome://crash').catch(() => undefined);
	await page.close();
	const again = await phone.context.newPage();
	await again.goto(`${proxy.url}/scan`);
	await expectAllSafe(again, before);
});

test('the browser killed with SIGKILL in the middle of a burst of 100 reads, and started offline', async () => {
	const page = await pairedPage();
	await phone.context.setOffline(true);
	void burst(page, 100).catch(() => undefined);
	await expect.poll(() => felt(page)).toBeGreaterThan(30);
	const before = await felt(page);
	await phone.kill();
	phone = await openPhoneBrowser(profile);
	await phone.context.setOffline(true);
	const again = phone.context.pages()[0] ?? (await phone.context.newPage());
	await again.goto(`${proxy.url}/scan`);
	await expect
		.poll(async () => Number(await again.getByTestId('on-phone').textContent()))
		.toBeGreaterThanOrEqual(before);
	await phone.context.setOffline(false);
	await expectAllSafe(again, before);
});

test('the page closed with reads on the phone: Background Sync sends them when a network is there', async () => {
	const page = await pairedPage();
	await phone.context.setOffline(true);
	await burst(page, 20);
	await expect(page.getByTestId('on-phone')).toHaveText('20');
	const kept = await keptReads(page);
	// The last reads may still be undone for some seconds.
	await expect.poll(() => kept.every(({ holdUntilMs }) => holdUntilMs <= Date.now())).toBe(true);
	await page.goto('about:blank');
	await phone.context.setOffline(false);
	await fireBackgroundSync(await phone.context.newPage());
	const times = (reads: { id: string; atMs: number }[]): unknown[] =>
		reads.map(({ id, atMs }) => [id, atMs]).sort();
	const ids = new Set(kept.map(({ id }) => id));
	await expect
		.poll(async () => times((await storedPassings(server)).filter(({ id }) => ids.has(id))), {
			timeout: 30_000
		})
		.toEqual(times(kept));
	await page.goto(`${proxy.url}/scan`);
	await expectAllSafe(page, 20);
});

/** What the browser does by itself once the phone has a network: no page of the scanner is open. */
async function fireBackgroundSync(page: Page): Promise<void> {
	const developer = await phone.context.newCDPSession(page);
	const registered = new Promise<string>((resolve) =>
		developer.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
			const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(proxy.url));
			if (ours) resolve(ours.registrationId);
		})
	);
	await developer.send('ServiceWorker.enable');
	await developer.send('ServiceWorker.dispatchSyncEvent', {
		origin: proxy.url,
		registrationId: await registered,
		tag: UPLOAD_TAG,
		lastChance: false
	});
}

test('the server killed with -9 during the upload', async () => {
	const page = await pairedPage();
	await phone.context.setOffline(true);
	await burst(page, 100);
	await expect(page.getByTestId('on-phone')).toHaveText('100');
	let killed: Promise<void> | null = null;
	proxy.onPassings = () => {
		killed ??= server.kill();
		return 'pass';
	};
	await phone.context.setOffline(false);
	await expect.poll(() => killed !== null).toBe(true);
	await killed;
	await expect(page.locator('.status-link')).toContainText('Server does not answer');
	await server.start();
	await expectAllSafe(page, 100);
});

test('answers lost after the commit', async () => {
	const page = await pairedPage();
	proxy.onPassings = (n) => (n % 3 === 2 ? 'pass' : 'lose-answer');
	await burst(page, 60);
	await expectAllSafe(page, 60);
	expect(proxy.passingsRequests).toBeGreaterThan(1);
});

test('429 and 503, with and without Retry-After', async () => {
	const page = await pairedPage();
	const answers = [
		{ status: 429, retryAfter: '2', reason: 'too-many-requests' },
		{ status: 503, reason: 'not-ready' },
		{ status: 503, retryAfter: '1', reason: 'not-ready' },
		{ status: 500, reason: 'internal-error' }
	];
	proxy.onPassings = (n) => answers[n] ?? 'pass';
	await burst(page, 40);
	await expectAllSafe(page, 40);
});

test('the token refused: everything is kept, and goes under the new token', async () => {
	const page = await pairedPage();
	proxy.onPassings = () => ({ status: 401, reason: 'token-revoked' });
	await burst(page, 10);
	await expect(page.getByRole('alert')).toContainText('Pair this phone again');
	await burst(page, 10);
	await expect(page.getByTestId('on-phone')).toHaveText('20');
	proxy.onPassings = () => 'pass';
	await page.goto('about:blank');
	await page.goto(`${proxy.url}/scan#pair=${await pairingCode(server, { role: 'tap' })}`);
	await expectAllSafe(page, 20);
	await expect(page.getByRole('alert')).toHaveCount(0);
});

test('quota exceeded: the phone says so, and sends what it could not store', async () => {
	const page = await pairedPage();
	const devtools = await phone.context.newCDPSession(page);
	await devtools.send('Storage.overrideQuotaForOrigin', { origin: proxy.url, quotaSize: 1 });
	await phone.context.setOffline(true);
	// Chromium asks for the room that is left only every few seconds.
	let made = 0;
	await expect(async () => {
		made += 10;
		await burst(page, 10);
		await expect(page.getByRole('alert')).toContainText('storage is full', { timeout: 1_000 });
	}).toPass({ timeout: 60_000 });
	await expect(page.getByTestId('on-phone')).toHaveText(String(made));
	await phone.context.setOffline(false);
	await expect(page.getByTestId('safe')).toHaveText(String(made), { timeout: 60_000 });
	expect((await storedPassings(server)).length).toBeGreaterThanOrEqual(made);
	await devtools.send('Storage.overrideQuotaForOrigin', { origin: proxy.url });
	await expect(async () => {
		made += 1;
		await burst(page, 1);
		await expect(page.getByRole('alert')).toHaveCount(0, { timeout: 1_000 });
	}).toPass({ timeout: 60_000 });
	await expectAllSafe(page, made);
});

test('a new version of the service worker in between does not interrupt the session', async () => {
	const page = await pairedPage();
	await burst(page, 10);
	const marker = await page.evaluate(() => Object.assign(window, { stillTheSame: true }).stillTheSame);
	expect(marker).toBe(true);
	proxy.rewrite = (path, text) => (path === '/service-worker.js' ? `${text}\n// another version` : text);
	await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()));
	await expect
		.poll(() => page.evaluate(() => navigator.serviceWorker.ready.then((r) => r.waiting !== null)))
		.toBe(true);
	await burst(page, 10);
	expect(await page.evaluate(() => 'stillTheSame' in window)).toBe(true);
	// A touch counts once the phone has said so; the last ones may still be on their way.
	await expect.poll(async () => (await keptReads(page)).length).toBe(20);
	await phone.context.setOffline(true);
	await page.reload();
	await burst(page, 10);
	await phone.context.setOffline(false);
	await expectAllSafe(page, 30);
	await page.getByRole('button', { name: 'Settings' }).click();
	await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Use it now' }).click()]);
	expect(await page.evaluate(() => 'stillTheSame' in window)).toBe(false);
	expect(await page.evaluate(() => navigator.serviceWorker.ready.then((r) => r.waiting))).toBeNull();
	await burst(page, 10);
	await expectAllSafe(page, 40);
});

test('two tabs open: one queue, one number for each read, nothing twice', async () => {
	const first = await pairedPage();
	const second = await phone.context.newPage();
	await second.goto(`${proxy.url}/scan`);
	await expect(second.getByTestId('tap-field')).toBeVisible();
	await phone.context.setOffline(true);
	await Promise.all([burst(first, 50), burst(second, 50)]);
	await expect(first.getByTestId('on-phone')).toHaveText('100');
	const numbers = (await keptReads(first)).map(({ seq }) => seq);
	expect(new Set(numbers).size).toBe(100);
	await phone.context.setOffline(false);
	await expectAllSafe(first, 100);
	await expect(second.getByTestId('on-phone')).toHaveText('0');
});
