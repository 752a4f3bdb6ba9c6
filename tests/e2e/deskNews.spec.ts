/** The overview is told what changes, asks then and only then, and goes on by asking where no stream is given out. */
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { serverOfFile } from './serverOfFile.ts';
import { enterRunners, EVENT, ownerSession } from './stage.ts';

const server = serverOfFile();
let context: BrowserContext;

test.beforeAll(async ({ browser }) => {
	context = await browser.newContext({ storageState: await ownerSession(browser, server) });
});
test.afterAll(() => context.close());

const enter = (bib: string) => enterRunners(server, [bib]);

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
		// What was told before the stream was open is asked for, once the page knows that it is: the clock goes on meanwhile.
		if (stream === 'refused') await page.clock.runFor(5000);
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

/** Follows the link to the phones, whose data come when `meanwhile` is over. */
async function followed(page: Page, meanwhile: () => Promise<unknown>): Promise<void> {
	let release = (): void => undefined;
	const held = new Promise<void>((resolve) => (release = resolve));
	await page.route('**/phones/__data.json*', async (route) => {
		await held;
		await route.continue();
	});
	await page.getByRole('link', { name: 'Phones' }).click();
	await meanwhile();
	release();
	await expect(page.getByRole('heading', { level: 1, name: 'Phones' })).toBeVisible();
}

test('a link that is followed while news come leads where it says', async () => {
	const page = await context.newPage();
	const open = page.waitForResponse('**/news');
	await page.goto(`${server.url}/organise/${EVENT}`);
	await open;
	const told = page.evaluate(
		(address) =>
			new Promise<void>((resolve) => {
				const source = new EventSource(address);
				source.onmessage = () => resolve();
			}),
		`/organise/${EVENT}/news`
	);
	await followed(page, async () => {
		await enter('803');
		await told;
	});
	await page.close();
});

test('a link that is followed before an act is answered leads where it says', async () => {
	const page = await context.newPage();
	let answer = (): void => undefined;
	const asked = new Promise<void>((resolve) => (answer = resolve));
	await page.route('**/setup?/save', async (route) => {
		await asked;
		await route.continue();
	});
	await page.goto(`${server.url}/organise/${EVENT}/setup`, { waitUntil: 'networkidle' });
	await page.locator('#price').fill('free of charge');
	const sent = page.waitForRequest('**/setup?/save');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await sent;
	await followed(page, async () => {
		answer();
		await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible();
	});
	await page.close();
});
