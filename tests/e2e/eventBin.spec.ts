/** Deleting an event by its typed name, and taking it back from the bin; all of it also without scripts. */
import { expect, test } from '@playwright/test';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, ownerSession, type Session } from './stage.ts';

const server = serverOfFile();
let owner: Session;
test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
});

for (const scripts of ['with', 'without'] as const)
	test(`${scripts} scripts an owner deletes an event by its name, and takes it back`, async ({ browser }) => {
		const context = await browser.newContext({ storageState: owner, javaScriptEnabled: scripts === 'with' });
		const page = await context.newPage();
		await page.goto(`${server.url}/organise/${EVENT}/setup`);
		await page.getByRole('link', { name: 'Delete the event' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Delete the event' })).toBeVisible();
		const field = page.getByLabel(/Type its name to delete it/);
		const name = ((await page.locator('label[for=name]').textContent()) ?? '')
			.split(': ')
			.slice(1)
			.join(': ')
			.trim();
		await field.fill('Another run');
		await page.getByRole('button', { name: 'Delete the event' }).click();
		await expect(page.getByText('“Another run” is not the name of this event.').first()).toBeVisible();
		await expect(field).toHaveValue('Another run');

		await field.fill(name);
		await page.getByRole('button', { name: 'Delete the event' }).click();
		await expect(page).toHaveURL(`${server.url}/organise/bin`);
		expect((await context.request.get(`${server.url}/e/${EVENT}`)).status()).toBe(404);

		await page.getByRole('button', { name: `Take back: ${name}` }).click();
		await expect(page.getByText('is back, as it was').first()).toBeVisible();
		await expect(page.getByText('The bin is empty')).toBeVisible();
		expect((await context.request.get(`${server.url}/e/${EVENT}`)).status()).toBe(200);
		await context.close();
	});
