/** The desk's forms before the page's script runs, and without any: nothing that was typed is lost. */
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, ownerSession, type Session } from './stage.ts';

const server = serverOfFile();
let session: Session;
test.beforeAll(async ({ browser }) => {
	session = await ownerSession(browser, server);
});

test('what was opened and typed before the page’s script ran stays', async ({ browser }) => {
	const context = await browser.newContext({ storageState: session });
	const page = await context.newPage();
	let release = (): void => undefined;
	const held = new Promise<void>((resolve) => (release = resolve));
	await page.route('**/_app/immutable/**/*.js', async (route) => {
		await held;
		await route.continue();
	});
	await page.goto(`${server.url}/organise/${EVENT}`, { waitUntil: 'commit' });
	await page.getByText('Set the gun time').first().click();
	const time = page.locator('input[name=time]').first();
	await time.fill('10:00:00');
	release();
	await page.waitForLoadState('networkidle');
	await page.unroute('**/_app/immutable/**/*.js');
	await expect(time).toBeVisible();
	await expect(time).toHaveValue('10:00:00');
	await context.close();
});

test('without JavaScript a pasted list with a fault comes back as it was typed', async ({ browser }) => {
	const plain = await browser.newContext({
		storageState: session,
		javaScriptEnabled: false
	});
	const form = await plain.newPage();
	const typed = 'name\tbib\nRunner 811\t811\n"never closed';
	for (const path of ['/participants/import', '/results/import']) {
		await form.goto(`${server.url}/organise/${EVENT}${path}`);
		await form.locator('#text').fill(typed);
		await form.getByRole('button', { name: /Check/ }).click();
		await expect(form.getByRole('alert')).toBeVisible();
		await expect(form.locator('#text')).toHaveValue(typed);
	}
	await plain.close();
});

test('finish tokens are printed by their numbers; numbers that cannot be are said, and stand in the form', async ({
	browser
}) => {
	const plain = await browser.newContext({
		storageState: session,
		javaScriptEnabled: false
	});
	const form = await plain.newPage();
	await form.goto(`${server.url}/organise/${EVENT}/phones`);
	await form.getByRole('link', { name: 'Finish tokens' }).click();
	await expect(form.getByLabel('Last number')).toHaveValue('10');
	const download = form.waitForEvent('download');
	await form.getByRole('button', { name: 'Download the PDF' }).click();
	expect((await download).suggestedFilename()).toBe(`finish-tokens-${EVENT}-1-10.pdf`);
	expect((await readFile(await (await download).path())).subarray(0, 5).toString()).toBe('%PDF-');
	await form.goto(`${server.url}/organise/${EVENT}/phones/tokens`);
	for (const [from, to, words] of [
		['30', '20', 'The last number, 20, is below the first, 30.'],
		['1', '2001', '1 to 2001 is more than 2000 tokens, which is the most for one file.'],
		['x', '20', '“x” is not a number from 1 to 999999.']
	] as const) {
		await form.getByLabel('First number').fill(from);
		await form.getByLabel('Last number').fill(to);
		await form.getByRole('button', { name: 'Download the PDF' }).click();
		await expect(form.getByText(words).first()).toBeVisible();
		await expect(form.getByLabel('First number')).toHaveValue(from);
	}
	const stranger = await browser.newContext();
	const refused = await stranger.request.get(
		`${server.url}/organise/${EVENT}/phones/tokens/sheets.pdf?from=1&to=5`,
		{ maxRedirects: 0 }
	);
	expect([refused.status(), refused.headers().location]).toEqual([303, '/sign-in']);
	await plain.close();
	await stranger.close();
});
