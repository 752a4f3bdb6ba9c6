/** On a small screen everything that matters at the desk is in view: the event, the page, the code for a phone. */
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, LOCALES, inLocale, ownerSession, type Session } from './stage.ts';

const PAGES = ['', '/participants', '/phones', '/matching', '/results', '/decisions', '/results/import'];
const SMALL = { width: 390, height: 844 };

const server = serverOfFile();
let session: Session;
let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
	session = await ownerSession(browser, server);
	context = await browser.newContext({ storageState: session, viewport: SMALL });
	page = await context.newPage();
});

const withoutScripts = (browser: Browser): Promise<BrowserContext> =>
	browser.newContext({ storageState: session, viewport: SMALL, javaScriptEnabled: false });

test('every page of the desk names the event, where it stands, and shows its own tab, in each language', async ({
	browser
}) => {
	const plain = await withoutScripts(browser);
	const tab = await plain.newPage();
	const states = { en: 'Practice', ro: 'Exercițiu', ru: 'Учебное' };
	for (const locale of LOCALES)
		for (const path of PAGES) {
			await tab.goto(`${server.url}${inLocale(`/organise/${EVENT}${path}`, locale)}`);
			await expect(tab.locator('summary').first()).toContainText(states[locale]);
			const current = tab.locator('nav a[aria-current=page]').first();
			if (path !== '/decisions') await expect(current).toBeInViewport({ ratio: 1 });
			expect(await tab.evaluate(() => document.scrollingElement?.scrollWidth), path).toBe(SMALL.width);
		}
	await plain.close();
});

test('without JavaScript another event is two presses away, and says that it is over', async ({
	browser
}) => {
	const plain = await withoutScripts(browser);
	const tab = await plain.newPage();
	await tab.goto(`${server.url}/organise/${EVENT}/results`);
	await tab.locator('summary').first().click();
	const other = tab.locator('details[open] a').first();
	await expect(other).toContainText('Past');
	await other.click();
	await expect(tab).toHaveURL(/organise\/chisinau-2018$/);
	await plain.close();
});

test('from the foot of a public page an organiser comes to the desk', async ({ browser }) => {
	const stranger = await browser.newContext();
	const tab = await stranger.newPage();
	await tab.goto(`${server.url}/`);
	await tab.getByRole('link', { name: 'For organisers' }).click();
	await expect(tab.getByLabel('Password')).toBeVisible();
	await stranger.close();
});

test('a phone is offered in words, by the role alone, and its code is in view at once', async () => {
	await page.goto(`${server.url}/organise/${EVENT}/phones`);
	await expect(page.locator('select#checkpoint option')).toHaveText([
		'Usual for the role',
		'Start',
		'Km 2.5',
		'Finish'
	]);
	for (const name of ['Telefonul Măriei', 'Телефон Марии']) {
		await page.getByLabel('Name of the phone').fill(name);
		await page.getByLabel('What the volunteer does').selectOption('tap');
		await page.getByRole('button', { name: 'Show the pairing code' }).click();
		const offer = page.getByRole('region', { name: 'Scan this' });
		await expect(offer).toContainText(`${name} · Finish`);
		await expect(offer).toBeFocused();
		await expect(page.locator('[data-pairing-url]')).toBeInViewport({ ratio: 0.9 });
	}
});
