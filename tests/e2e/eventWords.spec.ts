/** An organiser says in each language what the run is called, where to meet and by which rules; runners read it in theirs. */
import { expect, test, type Page } from '@playwright/test';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, ownerSession, pressAgain, type Session } from './stage.ts';

const server = serverOfFile();
let owner: Session;
test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
});

/** Which version of the rules the page says is in force. */
const versionOn = (page: Page) => async (): Promise<number> => {
	const told = await page.getByText(/^Version \d+ of the rules is in force/).textContent();
	return Number(/\d+/.exec(told ?? '')?.[0]);
};

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
		const first = await versionOn(page)();
		expect(first).toBeGreaterThan(0);

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

		// As long as they may be, in letters that take the most room.
		const longest = ['я', 'ж', 'ш'].map((letter) => letter.repeat(10_000));
		for (const [i, locale] of ['en', 'ro', 'ru'].entries())
			await page.locator(`#rules_${locale}`).fill(longest[i] ?? '');
		await pressAgain(page.getByRole('button', { name: 'Save', exact: true }));
		await expect.poll(versionOn(page)).toBe(first + 1);
		await page.locator('#rules_ro').fill('Fără câini.');
		await pressAgain(page.getByRole('button', { name: 'Save', exact: true }));
		await expect.poll(versionOn(page)).toBe(first + 2);

		await page.locator('#name_ro').fill('x'.repeat(201));
		await page.locator('#name_ro').evaluate((field) => field.removeAttribute('maxlength'));
		await page.locator('#name_ro').fill('x'.repeat(201));
		await pressAgain(page.getByRole('button', { name: 'Save', exact: true }));
		await expect(page.locator('#name_ro-error')).toContainText('Name of the event (Romanian)');
		await expect(page.locator('#rules_ro')).toHaveValue('Fără câini.');
		await context.close();
	});
