/** A network that is away for a minute, on each page of the desk: the page stands, says since when, and loses nothing. */
import { randomUUID } from 'node:crypto';
import { expect, test, type Browser, type BrowserContext } from '@playwright/test';
import { call } from '../support/raceTraffic.ts';
import { halfForms } from './halfForms.ts';
import { register } from './pages.ts';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, holdRace, ownerSession } from './stage.ts';

const server = serverOfFile();
let context: BrowserContext;

test.beforeAll(async ({ browser }) => {
	await holdRace(server);
	await call(server.url, `/events/${EVENT}/participants`, {
		method: 'POST',
		body: {
			items: [{ race: '5k', bib: '801', name: 'Runner 801' }]
		}
	});
	await call(server.url, `/events/${EVENT}/passings`, {
		method: 'POST',
		body: {
			device: 'finish-chute',
			items: [
				{ id: randomUUID(), checkpoint: 'finish', kind: 'chute', bib: '801', at: new Date().toISOString() }
			]
		}
	});
	await chooseAlias(browser);
	context = await browser.newContext({ storageState: await ownerSession(browser, server) });
});

/** As a runner does, so that it waits for an organiser. */
async function chooseAlias(browser: Browser): Promise<void> {
	const own = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	const runner = { language: 'en', name: 'Runner Zulu', javaScript: false } as const;
	await register(own, { url: server.url, event: EVENT, runner });
	await own.locator('input[name=visibility][value=alias]').check();
	await own.locator('#alias').fill('Fulger');
	await own.getByRole('button', { name: 'Save' }).click();
	await expect(own.getByText('Your alias appears once')).toBeVisible();
	await own.context().close();
}

/** On Chișinău's clock 18:31:07. */
const OPENED = new Date('2026-06-07T18:31:07+03:00');

for (const [name, half] of Object.entries(halfForms(server)))
	test(`${name} stands through a minute without a network, with what was typed, and its act works after`, async () => {
		const { path, fill, done, reloads } = typeof half === 'function' ? await half() : half;
		const page = await context.newPage();
		await page.clock.install({ time: OPENED });
		await page.goto(`${server.url}/organise${path}`, { waitUntil: 'networkidle' });
		const title = await page.getByRole('heading', { level: 1 }).textContent();
		const { typed, button } = await fill(page);
		const stands = async () => {
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(title ?? '');
			for (const [field, text] of typed) await expect(field).toHaveValue(text);
		};
		const lost = page.getByRole('status').filter({ hasText: 'No connection, as of 18:3' });

		await context.setOffline(true);
		await page.clock.runFor(30_000);
		if (reloads) await expect(lost).toBeVisible();
		await stands();
		await button.click();
		await expect(page.getByRole('alert').filter({ hasText: 'No connection and no answer' })).toBeInViewport();
		await page.clock.runFor(30_000);
		await expect(lost).toBeVisible();
		await stands();

		await context.setOffline(false);
		await page.clock.runFor(10_000);
		await expect(lost).toBeHidden();
		await stands();
		await page.clock.runFor(1000);
		await button.click();
		await expect(page.getByRole('alert').filter({ hasText: 'No connection' })).toBeHidden();
		await expect(lost).toBeHidden();
		if (done === null) await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(title ?? '');
		else if (typeof done === 'function') await expect(done(page)).toBeVisible();
		else await expect(page.locator('[role=status]').filter({ hasText: done })).toBeInViewport();
		await page.close();
	});

test('a search waits for the network, and the list of participants stands meanwhile', async () => {
	const page = await context.newPage();
	await page.clock.install({ time: OPENED });
	await page.goto(`${server.url}/organise/${EVENT}/participants`, { waitUntil: 'networkidle' });
	const search = page.getByRole('searchbox');
	await search.fill('801');
	await context.setOffline(true);
	await page.getByRole('button', { name: 'Search' }).click();
	await page.clock.runFor(60_000);
	await expect(page.getByRole('status').filter({ hasText: 'No connection, as of 18:31:' })).toBeVisible();
	await expect(search).toHaveValue('801');
	await expect(page.getByRole('link', { name: 'Runner Beta' })).toBeVisible();
	await context.setOffline(false);
	await page.clock.runFor(10_000);
	await expect(page.getByRole('link', { name: 'Runner Beta' })).toHaveCount(0);
	await expect(page.getByRole('link', { name: 'Runner 801' })).toBeVisible();
	await page.close();
});

test('a link without a network leaves the page as it is, and says so', async () => {
	const page = await context.newPage();
	await page.clock.install({ time: OPENED });
	await page.goto(`${server.url}/organise/${EVENT}`, { waitUntil: 'networkidle' });
	const note = page.getByLabel('Note for readers').first();
	await note.fill('half a sentence');
	await context.setOffline(true);
	await page.clock.runFor(10_000);
	await expect(page.getByRole('status').filter({ hasText: 'No connection, as of 18:31:' })).toBeVisible();
	await page.getByRole('link', { name: 'Phones' }).click();
	await expect(page.getByRole('alert').filter({ hasText: 'cannot be opened now' })).toBeInViewport();
	await expect(note).toHaveValue('half a sentence');
	await context.setOffline(false);
	await page.clock.runFor(10_000);
	// Until the page has heard the server again, a link is refused as before.
	await expect(page.getByRole('status').filter({ hasText: 'No connection' })).toBeHidden();
	await page.getByRole('link', { name: 'Phones' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Phones');
	await page.close();
});

test('a runner’s registration is kept without a network, and sent once it is back', async ({ browser }) => {
	const page = await (await browser.newContext()).newPage();
	await page.goto(`${server.url}/e/${EVENT}/register`, { waitUntil: 'networkidle' });
	await page.locator('#name').fill('Runner Offline');
	await page.context().setOffline(true);
	await page.locator('main form button').last().click();
	await expect(page.getByRole('alert').filter({ hasText: 'No connection and no answer' })).toBeInViewport();
	await expect(page.locator('#name')).toHaveValue('Runner Offline');
	await page.context().setOffline(false);
	await expect(page.getByRole('status').filter({ hasText: 'No connection, as of' })).toBeHidden();
	await page.locator('main form button').last().click();
	await expect(page.locator('[aria-labelledby=error-summary-title]')).toBeFocused();
	await expect(page.locator('#name')).toHaveValue('Runner Offline');
	await page.context().close();
});
