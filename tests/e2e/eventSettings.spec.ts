/** What an organiser changes about the event by its page: on the public pages at once, with a way back, nothing lost. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { call } from '../support/raceTraffic.ts';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, ownerSession, pressAgain, type Session } from './stage.ts';

const server = serverOfFile();
let owner: Session;
test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
});

async function opened(browser: Browser, { javaScript }: { javaScript: boolean }): Promise<Page> {
	const context = await browser.newContext({ storageState: owner, javaScriptEnabled: javaScript });
	const page = await context.newPage();
	await page.goto(`${server.url}/organise/${EVENT}`);
	await page.getByRole('link', { name: 'Set up' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Set up' })).toBeVisible();
	return page;
}
const save = (page: Page) => pressAgain(page.getByRole('button', { name: 'Save', exact: true }));
const price = async (page: Page): Promise<string> => {
	await page.goto(`${server.url}/organise/${EVENT}/setup`);
	return page.locator('#price').inputValue();
};
const close = (...pages: Page[]) => Promise.all(pages.map((page) => page.context().close()));

test('what is saved is public at once, and one press takes it back', async ({ browser }) => {
	const page = await opened(browser, { javaScript: true });
	const places = page.locator('#places-5k');
	const before = await places.inputValue();
	await places.fill('0');
	await save(page);
	await expect(page.locator('#places-5k-error')).toContainText('“0” is not a number from 1');
	await places.fill('1');
	await page.locator('#status').selectOption('cancelled');
	await save(page);
	await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible();
	const visitor = await page.context().newPage();
	await visitor.goto(`${server.url}/e/${EVENT}`);
	await expect(visitor.getByText('cancelled').first()).toBeVisible();

	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(places).toHaveValue(before);
	await expect(page.locator('#status')).toHaveValue('published');
	await visitor.reload();
	await expect(visitor.getByText('cancelled')).toHaveCount(0);
	await close(page);
});

for (const javaScript of [true, false])
	test(`two organisers lose nothing, ${javaScript ? 'with' : 'without'} JavaScript`, async ({ browser }) => {
		const mine = javaScript ? ['free', '50 lei'] : ['100 lei', '150 lei'];
		const [first, second] = [await opened(browser, { javaScript }), await opened(browser, { javaScript })];
		const guardian = javaScript ? '16' : '17';
		await first.locator('#price').fill(mine[0] ?? '');
		await first.locator('#guardianUnderAge').fill(guardian);
		await save(first);
		await expect(first.getByText('Saved.').first()).toBeVisible();

		// Another setting goes with it; the same one is asked about.
		const place = `Chișinău ${javaScript ? 1 : 2}`;
		await second.locator('#place').fill(place);
		await second.locator('#price').fill(mine[1] ?? '');
		await save(second);
		await expect(second.locator('#price-error')).toContainText(`changed it to “${mine[0]}”`);
		await expect(second.locator('#price')).toHaveValue(mine[1] ?? '');
		expect(await price(first)).toBe(mine[0]);
		await save(second);
		await expect(second.getByText('Saved.').first()).toBeVisible();
		expect(await price(first)).toBe(mine[1]);
		await expect(first.locator('#place')).toHaveValue(place);
		// What the second never touched stands as the first saved it.
		await expect(first.locator('#guardianUnderAge')).toHaveValue(guardian);
		await close(first, second);
	});

for (const javaScript of [true, false])
	test(`who cancels is told how many hear of it, and asked once, ${javaScript ? 'with' : 'without'} JavaScript`, async ({
		browser
	}) => {
		const item = {
			race: '5k',
			wave: 'all',
			bib: javaScript ? '901' : '902',
			name: 'Ana',
			email: 'ana@example.org'
		};
		await call(server.url, `/events/${EVENT}/participants`, { method: 'POST', body: { items: [item] } });
		const page = await opened(browser, { javaScript });
		const status = page.locator('#status');
		await status.selectOption('postponed');
		await save(page);
		const told = javaScript ? 1 : 2;
		await expect(page.locator('#status-error')).toContainText(`told by mail at once: ${told}.`);
		await expect(status).toHaveValue('postponed');
		// Another choice is another question.
		await status.selectOption('cancelled');
		await save(page);
		await expect(page.locator('#status-error')).toContainText(`told by mail at once: ${told}.`);
		await save(page);
		await expect(page.getByText('Saved.').first()).toBeVisible();
		await page.goto(`${server.url}/e/${EVENT}`);
		await expect(page.getByText('The run is cancelled.')).toBeVisible();
		await page.goto(`${server.url}/organise/${EVENT}/setup`);
		await status.selectOption('published');
		await save(page);
		await expect(page.locator('#status-error')).toContainText(`told by mail at once: ${told}.`);
		await save(page);
		await expect(page.getByText('Saved.').first()).toBeVisible();
		await close(page);
	});

test('a form that does not say what it was made from stores nothing', async ({ browser }) => {
	const page = await opened(browser, { javaScript: false });
	const before = await price(page);
	for (const [was, words] of [
		['', 'does not say which version'],
		['[]', 'made from something else']
	]) {
		const sent = await page.request.post(`${server.url}/organise/${EVENT}/setup?/save`, {
			form: { was: was ?? '', price: 'a fortune' },
			headers: { origin: server.url, accept: 'text/html' }
		});
		expect(sent.status()).toBe(409);
		expect(await sent.text()).toContain(words);
	}
	expect(await price(page)).toBe(before);
	await close(page);
});
