/**
 * The phone loses nothing: whatever fails, the reads that the volunteer felt are on the server, none twice, with the
 * times of the reads.
 */
import { expect, test } from '@playwright/test';
import { felt, keptReads, pairingCode, storedPassings } from '../support/volunteerPhone.ts';
import { burst, phoneBehindProxy } from './phoneBehindProxy.ts';
import { serverOfFile } from './serverOfFile.ts';

const server = serverOfFile();
const rig = phoneBehindProxy(server);
const { pairedPage, expectAllSafe } = rig;

test('offline from the start after one visit, in three languages', async () => {
	const page = await pairedPage({ isNew: true });
	await rig.context.setOffline(true);
	for (const [path, words] of [
		['/scan', 'No network'],
		['/ro/scan', 'Fără rețea'],
		['/ru/scan', 'Нет сети']
	] as const) {
		await page.goto(rig.proxy.url + path);
		await expect(page.locator('.status-link')).toContainText(words);
	}
	await burst(page, 20);
	await expect(page.getByTestId('on-phone')).toHaveText('20');
	await page.reload();
	await expect(page.getByTestId('on-phone')).toHaveText('20');
	await rig.context.setOffline(false);
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
	const again = await rig.context.newPage();
	await again.goto(`${rig.proxy.url}/scan`);
	await expectAllSafe(again, before);
});

test('the browser killed with SIGKILL in the middle of a burst of 100 reads, and started offline', async () => {
	const page = await pairedPage();
	await rig.context.setOffline(true);
	void burst(page, 100).catch(() => undefined);
	await expect.poll(() => felt(page)).toBeGreaterThan(30);
	const before = await felt(page);
	await rig.killAndReopen();
	await rig.context.setOffline(true);
	const again = rig.context.pages()[0] ?? (await rig.context.newPage());
	await again.goto(`${rig.proxy.url}/scan`);
	await expect
		.poll(async () => Number(await again.getByTestId('on-phone').textContent()))
		.toBeGreaterThanOrEqual(before);
	await rig.context.setOffline(false);
	await expectAllSafe(again, before);
});

test('the page closed with reads on the phone: Background Sync sends them when a network is there', async () => {
	const page = await pairedPage();
	await rig.context.setOffline(true);
	await burst(page, 20);
	await expect(page.getByTestId('on-phone')).toHaveText('20');
	const kept = await keptReads(page);
	// The last reads may still be undone for some seconds.
	await expect.poll(() => kept.every(({ holdUntilMs }) => holdUntilMs <= Date.now())).toBe(true);
	await page.goto('about:blank');
	await rig.context.setOffline(false);
	await rig.fireBackgroundSync();
	const times = (reads: { id: string; atMs: number }[]): unknown[] =>
		reads.map(({ id, atMs }) => [id, atMs]).sort();
	const ids = new Set(kept.map(({ id }) => id));
	await expect
		.poll(async () => times((await storedPassings(server)).filter(({ id }) => ids.has(id))), {
			timeout: 30_000
		})
		.toEqual(times(kept));
	await page.goto(`${rig.proxy.url}/scan`);
	await expectAllSafe(page, 20);
});

test('the server killed with -9 during the upload', async () => {
	const page = await pairedPage();
	await rig.context.setOffline(true);
	await burst(page, 100);
	await expect(page.getByTestId('on-phone')).toHaveText('100');
	let killed: Promise<void> | null = null;
	rig.proxy.onPassings = () => {
		killed ??= server.kill();
		return 'pass';
	};
	await rig.context.setOffline(false);
	await expect.poll(() => killed !== null).toBe(true);
	await killed;
	await expect(page.locator('.status-link')).toContainText('Server does not answer');
	await server.start();
	await expectAllSafe(page, 100);
});

test('answers lost after the commit', async () => {
	const page = await pairedPage();
	rig.proxy.onPassings = (n) => (n % 3 === 2 ? 'pass' : 'lose-answer');
	await burst(page, 60);
	await expectAllSafe(page, 60);
	expect(rig.proxy.passingsRequests).toBeGreaterThan(1);
});

test('429 and 503, with and without Retry-After', async () => {
	const page = await pairedPage();
	const answers = [
		{ status: 429, retryAfter: '2', reason: 'too-many-requests' },
		{ status: 503, reason: 'not-ready' },
		{ status: 503, retryAfter: '1', reason: 'not-ready' },
		{ status: 500, reason: 'internal-error' }
	];
	rig.proxy.onPassings = (n) => answers[n] ?? 'pass';
	await burst(page, 40);
	await expectAllSafe(page, 40);
});

test('the token refused: everything is kept, and goes under the new token', async () => {
	const page = await pairedPage();
	rig.proxy.onPassings = () => ({ status: 401, reason: 'token-revoked' });
	await burst(page, 10);
	await expect(page.getByRole('alert')).toContainText('Pair this phone again');
	await burst(page, 10);
	await expect(page.getByTestId('on-phone')).toHaveText('20');
	rig.proxy.onPassings = () => 'pass';
	await page.goto('about:blank');
	await page.goto(`${rig.proxy.url}/scan#pair=${await pairingCode(server, { role: 'tap' })}`);
	await expectAllSafe(page, 20);
	await expect(page.getByRole('alert')).toHaveCount(0);
});

test('quota exceeded: the phone says so, and sends what it could not store', async () => {
	const page = await pairedPage();
	const devtools = await rig.context.newCDPSession(page);
	await devtools.send('Storage.overrideQuotaForOrigin', { origin: rig.proxy.url, quotaSize: 1 });
	await rig.context.setOffline(true);
	// Chromium asks for the room that is left only every few seconds.
	let made = 0;
	await expect(async () => {
		made += 10;
		await burst(page, 10);
		await expect(page.getByRole('alert')).toContainText('storage is full', { timeout: 1_000 });
	}).toPass({ timeout: 60_000 });
	await expect(page.getByTestId('on-phone')).toHaveText(String(made));
	await rig.context.setOffline(false);
	await expect(page.getByTestId('safe')).toHaveText(String(made), { timeout: 60_000 });
	expect((await storedPassings(server)).length).toBeGreaterThanOrEqual(made);
	await devtools.send('Storage.overrideQuotaForOrigin', { origin: rig.proxy.url });
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
	rig.proxy.rewrite = (path, text) => (path === '/service-worker.js' ? `${text}\n// another version` : text);
	await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()));
	await expect
		.poll(() => page.evaluate(() => navigator.serviceWorker.ready.then((r) => r.waiting !== null)))
		.toBe(true);
	await burst(page, 10);
	expect(await page.evaluate(() => 'stillTheSame' in window)).toBe(true);
	// A touch counts once the phone has said so; the last ones may still be on their way.
	await expect.poll(async () => (await keptReads(page)).length).toBe(20);
	await rig.context.setOffline(true);
	await page.reload();
	await burst(page, 10);
	await rig.context.setOffline(false);
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
	const second = await rig.context.newPage();
	await second.goto(`${rig.proxy.url}/scan`);
	await expect(second.getByTestId('tap-field')).toBeVisible();
	await rig.context.setOffline(true);
	await Promise.all([burst(first, 50), burst(second, 50)]);
	await expect(first.getByTestId('on-phone')).toHaveText('100');
	const numbers = (await keptReads(first)).map(({ seq }) => seq);
	expect(new Set(numbers).size).toBe(100);
	await rig.context.setOffline(false);
	await expectAllSafe(first, 100);
	await expect(second.getByTestId('on-phone')).toHaveText('0');
});
