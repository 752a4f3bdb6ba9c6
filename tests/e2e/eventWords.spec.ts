/** An organiser says in each language what the run is called, where to meet and by which rules; runners read it in theirs. */
import { expect, test } from '@playwright/test';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, ownerSession, pressAgain, type Session } from './stage.ts';

const server = serverOfFile();
let owner: Session;
test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
});

for (const scripts of ['with', 'without'] as const)
	test(`names, meeting point and rules by language, ${scripts} scripts`, async ({ browser }) => {
		const context = await browser.newContext({ storageState: owner, javaScriptEnabled: scripts === 'with' });
		const page = await context.newPage();
		await page.goto(`${server.url}/organise/${EVENT}/setup`);
		await page.getByRole('link', { name: 'Names and rules' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Names and rules' })).toBeVisible();
		await page.locator('#name_ro').fill(`Alergarea ${scripts}`);
		await page.locator('#meetingPoint_ro').fill('lângă fântână, de la 8:30');
		await page.locator('#race_ro_5k').fill('Cinci kilometri');
		await page.locator('#rules_ro').fill(`Fără câini.\nFără căști, ${scripts}.`);
		await pressAgain(page.getByRole('button', { name: 'Save', exact: true }));
		await expect(page.getByText('Saved.').first()).toBeVisible();
		await expect(page.getByText(/^Version \d of the rules is in force/)).toBeVisible();

		const visitor = await (await browser.newContext()).newPage();
		await visitor.goto(`${server.url}/ro/e/${EVENT}`);
		await expect(visitor.getByRole('heading', { level: 1 })).toContainText(`Alergarea ${scripts}`);
		await expect(visitor.getByText('lângă fântână, de la 8:30')).toBeVisible();
		await expect(visitor.getByRole('region', { name: 'Reguli' })).toContainText(`Fără căști, ${scripts}.`);
		await visitor.goto(`${server.url}/ro/e/${EVENT}/register`);
		await expect(visitor.getByText(`Fără căști, ${scripts}.`)).toBeVisible();
		await expect(visitor.getByText(/versiunea \d/)).toBeVisible();
		await visitor.goto(`${server.url}/e/${EVENT}`);
		await expect(visitor.getByRole('heading', { level: 1 })).not.toContainText('Alergarea');
		await visitor.context().close();

		await page.locator('#name_ro').fill('x'.repeat(201));
		await page.locator('#name_ro').evaluate((field) => field.removeAttribute('maxlength'));
		await page.locator('#name_ro').fill('x'.repeat(201));
		await pressAgain(page.getByRole('button', { name: 'Save', exact: true }));
		await expect(page.locator('#name_ro-error')).toContainText('Name of the event (Romanian)');
		await expect(page.locator('#rules_ro')).toHaveValue(`Fără câini.\nFără căști, ${scripts}.`);
		await context.close();
	});
