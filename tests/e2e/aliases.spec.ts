/** An alias from the runner's form to the public list: it waits, an organiser releases or refuses it, and has an undo. */
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { call } from '../support/raceTraffic.ts';
import { register } from './pages.ts';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, ownerSession } from './stage.ts';

test.describe.configure({ mode: 'serial' });

const server = serverOfFile();
let context: BrowserContext;
let page: Page;
let runner: Page;

test.beforeAll(async ({ browser }) => {
	runner = await registered(browser, 'Runner Alfa', 'Fulger');
	await registered(browser, 'Runner Bravo', 'runner alfa');
	await registered(browser, 'Runner Charlie', 'Trăsnet');
	context = await browser.newContext({
		storageState: await ownerSession(browser, server),
		javaScriptEnabled: false
	});
	page = await context.newPage();
});

/** By the form, and on the own page the alias is chosen; answers that page. */
async function registered(browser: Browser, name: string, alias: string): Promise<Page> {
	const own = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	await register(own, {
		url: server.url,
		event: EVENT,
		runner: { language: 'en', name, javaScript: false }
	});
	await own.locator('input[name=visibility][value=alias]').check();
	await own.locator('#alias').fill(alias);
	await own.getByRole('button', { name: 'Save' }).click();
	await expect(own.getByText('Your alias appears once the organisers have released it.')).toBeVisible();
	return own;
}

const released = async () => {
	const { items } = await call<{ items: { alias: string | null; aliasReleased: boolean }[] }>(
		server.url,
		`/events/${EVENT}/participants?q=Runner`
	);
	return items.flatMap(({ alias, aliasReleased }) => (aliasReleased ? (alias ?? []) : [])).sort();
};
const done = (text: string) => expect(page.getByRole('status').filter({ hasText: text })).toBeVisible();

test('the list of participants leads to the aliases that wait; a marked one is not ticked', async () => {
	await page.goto(`${server.url}/organise/${EVENT}/participants`);
	await page.getByRole('link', { name: 'Aliases waiting: 3' }).click();
	await expect(page.getByRole('checkbox', { name: 'Fulger' })).toBeChecked();
	await expect(page.getByRole('checkbox', { name: 'Trăsnet' })).toBeChecked();
	await expect(page.getByRole('checkbox', { name: 'runner alfa' })).not.toBeChecked();
	await expect(page.getByText('Name of the participant with bib')).toHaveCount(1);
});

test('Refuse concerns one alias, whatever is ticked, and can be taken back', async () => {
	await page.getByRole('button', { name: 'Refuse “Trăsnet”' }).click();
	await done('Refused; the bib number stays: 1.');
	await expect(page.getByText('Aliases waiting: 2')).toBeVisible();
	await page.getByRole('button', { name: 'Undo' }).click();
	await done('waiting again: 1.');
	expect(await released()).toEqual([]);
});

test('one press releases what is ticked, the runner’s page says so, and undo takes it back', async () => {
	await page.getByRole('button', { name: 'Release the ticked ones' }).click();
	await done('Released and public now: 2.');
	expect(await released()).toEqual(['Fulger', 'Trăsnet']);
	await runner.reload();
	await expect(runner.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(runner.getByText('Your alias appears once')).toHaveCount(0);
	await page.getByRole('button', { name: 'Undo' }).click();
	await done('waiting again: 2.');
	expect(await released()).toEqual([]);
});

test('with nothing ticked the page says what to do', async () => {
	for (const alias of ['Fulger', 'Trăsnet']) await page.getByRole('checkbox', { name: alias }).uncheck();
	await page.getByRole('button', { name: 'Release the ticked ones' }).click();
	await expect(page.getByText('Tick the aliases that you want to release.')).toBeVisible();
});
