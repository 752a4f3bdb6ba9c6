/** The overview is told what changes, asks then and only then, and goes on by asking where no stream is given out. */
import { expect, test, type BrowserContext } from '@playwright/test';
import { call } from '../support/raceTraffic.ts';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, ownerSession } from './stage.ts';

const server = serverOfFile();
let context: BrowserContext;

test.beforeAll(async ({ browser }) => {
	context = await browser.newContext({ storageState: await ownerSession(browser, server) });
});
test.afterAll(() => context.close());

const enter = (bib: string) =>
	call(server.url, `/events/${EVENT}/participants`, {
		method: 'POST',
		body: { items: [{ race: '5k', wave: 'all', bib, name: `Runner ${bib}`, visibility: 'name' }] }
	});

for (const stream of ['given', 'refused'] as const)
	test(`with the stream ${stream}, a new entry is counted on the open page`, async () => {
		const page = await context.newPage();
		await page.clock.install();
		if (stream === 'refused') await page.route('**/news', (route) => route.fulfill({ status: 204 }));
		const news = page.waitForResponse('**/news');
		const asked: string[] = [];
		page.on(
			'request',
			(request) => void (request.url().includes('__data.json') && asked.push(request.url()))
		);
		await page.goto(`${server.url}/organise/${EVENT}`);
		await news;
		// What was told before the stream was open is asked for.
		await page.clock.runFor(5000);
		await expect.poll(() => asked.length).toBe(1);

		const count = page.getByText('Registered').first().locator('..');
		const before = await count.textContent();
		// Time passes, and nobody asks: the stream is trusted. Without one the page looks every five seconds.
		await page.clock.runFor(20_000);
		if (stream === 'given') expect(asked).toHaveLength(1);
		else await expect.poll(() => asked.length).toBeGreaterThan(1);
		await enter(stream === 'given' ? '801' : '802');
		if (stream === 'refused') await page.clock.runFor(6000);
		await expect(count).not.toHaveText(before ?? '');
		if (stream === 'given') await expect.poll(() => asked.length).toBe(2);
		await page.close();
	});

test('a link that is followed while news come leads where it says', async () => {
	const page = await context.newPage();
	const open = page.waitForResponse('**/news');
	await page.goto(`${server.url}/organise/${EVENT}`);
	await open;
	let release = (): void => undefined;
	const held = new Promise<void>((resolve) => (release = resolve));
	await page.route('**/phones/__data.json*', async (route) => {
		await held;
		await route.continue();
	});
	const told = page.evaluate(
		(address) =>
			new Promise<void>((resolve) => {
				const source = new EventSource(address);
				source.onmessage = () => resolve();
			}),
		`/organise/${EVENT}/news`
	);
	await page.getByRole('link', { name: 'Phones' }).click();
	await enter('803');
	await told;
	release();
	await expect(page.getByRole('heading', { level: 1, name: 'Phones' })).toBeVisible();
	await page.close();
});
