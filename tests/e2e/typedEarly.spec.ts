/** On a slow phone somebody has typed before the page has its scripts: nothing of it is lost. */
import { expect, test, type Page } from '@playwright/test';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, ownerSession, type Session } from './stage.ts';

const server = serverOfFile();
let owner: Session;
test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
});

/** The page as it is before its scripts, in which `typing` is done; then they come. */
async function typedBefore(page: Page, path: string, typing: () => Promise<unknown>): Promise<void> {
	let release = (): void => undefined;
	const held = new Promise<void>((resolve) => (release = resolve));
	await page.route('**/_app/**/*.js', async (route) => {
		await held;
		await route.continue();
	});
	await page.goto(server.url + path, { waitUntil: 'commit' });
	await page.locator('main form').last().waitFor();
	await typing();
	release();
	await page.waitForLoadState('networkidle');
}

test('a list that is pasted, and which times they are', async ({ browser }) => {
	const page = await (await browser.newContext({ storageState: owner })).newPage();
	const [text, meaning] = [page.getByLabel(/paste/i), page.locator('main select').last()];
	await typedBefore(page, `/organise/${EVENT}/results/import`, async () => {
		await text.fill('801\t24:31');
		await meaning.selectOption('elapsed');
	});
	await expect(text).toHaveValue('801\t24:31');
	await expect(meaning).toHaveValue('elapsed');
	await page.context().close();
});

test('the settings of an event', async ({ browser }) => {
	const page = await (await browser.newContext({ storageState: owner })).newPage();
	await typedBefore(page, `/organise/${EVENT}/setup`, async () => {
		await page.locator('#places-5k').fill('77');
		await page.locator('#practice').selectOption('');
	});
	await expect(page.locator('#practice')).toHaveValue('');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Saved.').first()).toBeVisible();
	await page.reload();
	await expect(page.locator('#places-5k')).toHaveValue('77');
	await expect(page.locator('#practice')).toHaveValue('');
	await page.context().close();
});

test('a registration: text, a choice, a consent', async ({ browser }) => {
	const page = await (await browser.newContext()).newPage();
	const [name, choice, terms] = [page.locator('#name'), page.getByLabel('Women'), page.locator('#terms')];
	await typedBefore(page, `/e/${EVENT}/register`, async () => {
		await name.fill('Ana Șase');
		await choice.check();
		await terms.check();
	});
	await expect(name).toHaveValue('Ana Șase');
	await expect(choice).toBeChecked();
	await expect(terms).toBeChecked();
	await page.context().close();
});
