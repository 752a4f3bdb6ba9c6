/** An organiser writes what the form asks; runners of the race that it is for answer, and the desk shows it. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, ownerSession, pressAgain, type Session } from './stage.ts';

const server = serverOfFile();
let owner: Session;
test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
});

async function desk(browser: Browser, path: string): Promise<Page> {
	const context = await browser.newContext({ storageState: owner });
	const page = await context.newPage();
	await page.goto(`${server.url}/organise/${EVENT}${path}`);
	return page;
}
const add = async (page: Page, label: string, kind: string): Promise<void> => {
	await page.goto(`${server.url}/organise/${EVENT}/setup/form`);
	await page.locator('#label').fill(label);
	await page.locator('#kind').selectOption(kind);
	await pressAgain(page.getByRole('button', { name: 'Add a question' }));
	await expect(page.getByRole('heading', { level: 1, name: label })).toBeVisible();
};
const save = (page: Page) => pressAgain(page.getByRole('button', { name: 'Save', exact: true }));

test('a question is written, asked in the runner’s language, answered, and seen at the desk', async ({
	browser
}) => {
	const page = await desk(browser, '/setup/form');
	await expect(page.getByText('No questions of your own')).toBeVisible();
	await pressAgain(page.getByRole('button', { name: 'Add a question' }));
	await expect(page.locator('#label-error')).toContainText('please fill this in');

	await add(page, 'Shirt', 'size');
	await page.locator('#label_ro').fill('Tricou');
	await page.locator('#required').check();
	await save(page);
	await expect(page.getByText('Saved.').first()).toBeVisible();
	await add(page, 'How will you come?', 'choice');
	await save(page);
	await page.locator('#choices_en').fill('By bus\nOn foot');
	await save(page);
	await expect(page.locator('#asked')).toBeChecked();
	await add(page, 'Whom do we call?', 'emergency-contact');
	await add(page, 'What should first aid know?', 'medical-note');

	const runner = await (await browser.newContext({ locale: 'ro-RO' })).newPage();
	await runner.goto(`${server.url}/ro/e/${EVENT}/register`);
	await runner.locator('#name').fill('Ana Șase');
	await runner.locator('input[name=sex][value=F]').check();
	for (const [part, value] of [
		['Day', '27'],
		['Month', '3'],
		['Year', '1990']
	])
		await runner.locator(`[name=birth${part}]`).fill(value ?? '');
	await runner.locator('#email').fill('ana@example.org');
	await runner.locator('#terms').check();
	await runner.locator('#q_what-should-first-aid-know').fill('astm');
	await runner.locator('main form button').last().click();
	await expect(runner.locator('#q_shirt-error')).toContainText('Tricou');
	await runner.locator('#q_shirt').selectOption('m');
	await runner.locator('input[name="q_how-will-you-come"][value=by-bus]').check();
	await pressAgain(runner.locator('main form button').last());
	await expect(runner).toHaveURL(/\/ro\/me/);

	await page.goto(`${server.url}/organise/${EVENT}/participants?q=Ana`);
	await page.getByRole('link', { name: 'Ana Șase' }).first().click();
	const answers = page.getByRole('region', { name: 'Answers' });
	await expect(answers).toContainText('Shirt');
	await expect(answers).toContainText('By bus');
	await expect(answers).not.toContainText('astm');
	await answers.getByRole('button', { name: 'Open it' }).click();
	await expect(answers).toContainText('astm');
	await answers.locator('summary').click();
	await answers.locator('#q_shirt').selectOption('l');
	await pressAgain(answers.getByRole('button', { name: 'Save' }));
	await expect(answers.locator('#answer-shirt')).toHaveText('L');
	await pressAgain(page.locator('[data-said]').getByRole('button', { name: 'Undo' }));
	await expect(answers.locator('#answer-shirt')).toHaveText('M');

	await page.goto(`${server.url}/organise/${EVENT}/setup/form`);
	const row = page.locator('#question-shirt');
	await row.locator('summary').click();
	await pressAgain(row.getByRole('button', { name: 'Take the question out' }));
	await expect(page.getByText('“Shirt” cannot be taken out. It has answers: 1')).toBeVisible();
	const other = page.locator('#question-whom-do-we-call');
	await other.locator('summary').click();
	await pressAgain(other.getByRole('button', { name: 'Take the question out' }));
	await expect(page.getByText('The question is taken out.').first()).toBeVisible();
	await expect(other).toHaveCount(0);
	await Promise.all([page.context().close(), runner.context().close()]);
});

test('without JavaScript a question is written and answered as well', async ({ browser }) => {
	const context = await browser.newContext({ storageState: owner, javaScriptEnabled: false });
	const page = await context.newPage();
	await add(page, 'Your club’s colour?', 'text');
	await page.locator('#required').check();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Saved.').first()).toBeVisible();
	await page.goto(`${server.url}/e/${EVENT}/register`);
	await page.locator('main form button').last().click();
	await expect(page.locator('#q_your-clubs-colour-error')).toContainText('Please answer');
	await context.close();
});
