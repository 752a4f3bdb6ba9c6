/** Without JavaScript: a start and official results on another day than the event's are asked about once. */
import { expect, test, type Page } from '@playwright/test';
import { call } from '../support/raceTraffic.ts';
import { serverOfFile } from './serverOfFile.ts';
import { enterRunners, EVENT, ownerSession } from './stage.ts';

test.describe.configure({ mode: 'serial' });

const server = serverOfFile();
let page: Page;

test.beforeAll(async ({ browser }) => {
	await enterRunners(server, ['12', '40']);
	const storageState = await ownerSession(browser, server);
	page = await (await browser.newContext({ storageState, javaScriptEnabled: false })).newPage();
});

const gun = async () => {
	const roster = await call<{ races: { waves: { gunStart: string | null }[] }[] }>(
		server.url,
		`/events/${EVENT}/roster`
	);
	return roster.races[0]?.waves[0]?.gunStart ?? null;
};
const isFilled = async (name: string) =>
	(await page.getByRole('button', { name }).getAttribute('class'))?.includes('button-primary');

test('a start on another day says so, sets nothing until it is confirmed, and keeps the first press', async () => {
	await page.goto(`${server.url}/organise/${EVENT}`);
	const before = Date.now();
	await page.getByRole('button', { name: 'Start the race now' }).click();
	const asked = page.getByRole('group', { name: 'Start on another day?' });
	await expect(asked).toContainText('Today is');
	expect(await gun()).toBeNull();
	await asked.getByRole('link', { name: 'Not now' }).click();
	expect(await gun()).toBeNull();

	await page.getByRole('button', { name: 'Start the race now' }).click();
	const pressed = Number(await page.locator('input[name=pressed]').inputValue());
	expect(pressed).toBeGreaterThan(before);
	await page.getByRole('button', { name: 'Yes, start as of' }).click();
	await expect(page.getByRole('timer')).toBeVisible();
	expect(Date.parse((await gun()) ?? '')).toBe(pressed);
});

test('while runners are out provisional is the filled button; official results name who would be ruled', async () => {
	await page.goto(`${server.url}/organise/${EVENT}`);
	expect(await isFilled('Publish as provisional')).toBe(true);
	expect(await isFilled('Publish as official')).toBe(false);
	await page.getByLabel('Note for readers').fill('the last day');
	await page.getByLabel(/Record DNS for everyone/).check();
	await page.getByRole('button', { name: 'Publish as official' }).click();
	const asked = page.getByRole('group', { name: 'Publish official results?' });
	await expect(asked).toContainText('Nobody has finished.');
	await expect(asked).toContainText('Ruled DNS, did not start (2): 12 Runner 12, 40 Runner 40');
	await expect(page.getByText('is public')).toHaveCount(0);
	await expect(page.getByLabel('Note for readers')).toHaveValue('the last day');
	await asked.getByRole('button', { name: 'Yes, publish as official' }).click();
	await expect(page.getByText('Version 1 is public.')).toBeVisible();
	expect(await isFilled('Publish as official')).toBe(true);
});
