/** What is typed and pressed while the press before is on its way is neither lost nor forgotten, on the desk and by a runner. */
import { expect, test, type Page } from '@playwright/test';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, ownerSession, pressAgain, type Session } from './stage.ts';

const server = serverOfFile();
let owner: Session;
test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
});

/** Holds the first form that is sent until `release`; `sent` counts them all. */
async function holdFirstPost(page: Page): Promise<{ sent: () => number; release: () => void }> {
	let release = (): void => undefined;
	const held = new Promise<void>((resolve) => (release = resolve));
	let sent = 0;
	await page.route(
		() => true,
		async (route) => {
			if (route.request().method() !== 'POST') return route.fallback();
			if (++sent === 1) await held;
			await route.continue();
		}
	);
	return { sent: () => sent, release };
}

test('a second change of the same settings is saved after the first, also of the same field', async ({
	browser
}) => {
	const page = await (await browser.newContext({ storageState: owner })).newPage();
	await page.goto(`${server.url}/organise/${EVENT}/setup`);
	await page.waitForLoadState('networkidle');
	const save = page.getByRole('button', { name: 'Save', exact: true });
	const { sent, release } = await holdFirstPost(page);
	await page.locator('#places-5k').fill('71');
	await save.click();
	await expect.poll(sent).toBe(1);
	await page.locator('#places-5k').fill('72');
	await pressAgain(save);
	expect(sent()).toBe(1);
	release();
	await expect.poll(sent).toBe(2);
	await expect(page.locator('#places-5k')).toHaveValue('72');
	await expect(page.locator('form[aria-busy]')).toHaveCount(0);
	await expect(page.getByText('Saved.').first()).toBeVisible();
	await page.reload();
	await expect(page.locator('#places-5k')).toHaveValue('72');
	await page.context().close();
});

test('another button of the form that is aimed at meanwhile is pressed after it', async ({ browser }) => {
	const page = await (await browser.newContext({ storageState: owner })).newPage();
	await page.goto(`${server.url}/organise/${EVENT}/setup/races/5k`);
	await page.waitForLoadState('networkidle');
	const { sent, release } = await holdFirstPost(page);
	await page.getByRole('button', { name: 'Add a checkpoint' }).click();
	await expect.poll(sent).toBe(1);
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	release();
	await expect.poll(sent).toBe(2);
	await page.context().close();
});

test('the same once more while it is on its way is one press', async ({ browser }) => {
	const page = await (await browser.newContext({ storageState: owner })).newPage();
	await page.goto(`${server.url}/organise/${EVENT}/setup`);
	await page.waitForLoadState('networkidle');
	const save = page.getByRole('button', { name: 'Save', exact: true });
	const { sent, release } = await holdFirstPost(page);
	await page.locator('#places-5k').fill('73');
	await save.click();
	await pressAgain(save);
	release();
	await expect(page.getByText('Saved.').first()).toBeVisible();
	await expect(page.locator('form[aria-busy]')).toHaveCount(0);
	expect(sent()).toBe(1);
	await page.context().close();
});

test('a registration that comes back with a fault keeps what was mended meanwhile', async ({ browser }) => {
	const page = await (await browser.newContext()).newPage();
	await page.goto(`${server.url}/e/${EVENT}/register`);
	await page.waitForLoadState('networkidle');
	for (const [id, value] of Object.entries({
		name: 'Ana Șase',
		email: 'ana@',
		birthDay: '27',
		birthMonth: '3'
	}))
		await page.locator(`[name=${id}]`).fill(value);
	await page.locator('[name=birthYear]').fill('1990');
	await page.locator('input[name=sex][value=F]').check();
	await page.locator('#terms').check();
	const send = page.locator('main form button').last();
	const { sent, release } = await holdFirstPost(page);
	await send.click();
	await expect.poll(sent).toBe(1);
	await page.locator('#email').fill('ana@example.org');
	release();
	await expect(page.locator('#email-error')).toBeVisible();
	await expect(page.locator('#email')).toHaveValue('ana@example.org');
	await pressAgain(send);
	await expect(page).toHaveURL(/\/me/);
	expect(sent()).toBe(2);
	await page.context().close();
});
