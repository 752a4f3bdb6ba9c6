/** The owners' page of backups: making one, and downloading it after the password was typed again. */
import { gunzipSync } from 'node:zlib';
import { expect, test, type APIRequestContext } from '@playwright/test';
import { serverOfFile } from './serverOfFile.ts';
import { ownerSession, type Session } from './stage.ts';

const server = serverOfFile();
let owner: Session;
test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
});

const PASSWORD = 'a few words in a row';

for (const scripts of ['with', 'without'] as const)
	test(`${scripts} scripts an owner makes a backup, and has it after the password was typed again`, async ({
		browser
	}) => {
		const context = await browser.newContext({
			storageState: owner,
			javaScriptEnabled: scripts === 'with'
		});
		const page = await context.newPage();
		await page.goto(`${server.url}/organise/backups`);
		await page.getByRole('button', { name: 'Make a backup now' }).click();
		await expect(page.getByText(/The backup is made: [\d.]+ MB/)).toBeVisible();
		const cell = page.getByRole('cell', { name: /backup-\w+-embedded\.tar\.gz/ }).first();
		const name = (await cell.textContent())?.trim() ?? '';
		const file = `${server.url}/organise/backups/${name}`;
		expect((await context.request.get(file)).status()).toBe(403);

		await page.getByLabel('Password').fill('another password');
		await page.getByRole('button', { name: 'Open the downloads' }).click();
		await expect(page.getByText('This is not your password.').first()).toBeVisible();
		expect((await context.request.get(file)).status()).toBe(403);

		await page.getByLabel('Password').fill(PASSWORD);
		await page.getByRole('button', { name: 'Open the downloads' }).click();
		await expect(page.getByText(/Downloads are open until/).first()).toBeVisible();
		await expect(page.getByRole('link', { name })).toBeVisible();
		const answer = await context.request.get(file);
		expect(answer.headers()['cache-control']).toContain('no-store');
		const body = await answer.body();
		expect(body.length).toBe(Number(answer.headers()['content-length']));
		expect(gunzipSync(body).subarray(0, 13).toString()).toBe('manifest.json');
		await refusesPaths(context.request);
		await context.close();
	});

async function refusesPaths(request: APIRequestContext): Promise<void> {
	for (const path of ['..%2Fauth-secret', 'auth-secret', '..%2F..%2Fetc%2Fpasswd', 'backup-.tar.gz'])
		expect([path, (await request.get(`${server.url}/organise/backups/${path}`)).status()]).toEqual([
			path,
			404
		]);
}

test('a visitor is sent to where one signs in, and gets no file', async ({ request }) => {
	const answer = await request.get(`${server.url}/organise/backups/x`, { maxRedirects: 0 });
	expect(answer.status()).toBe(303);
	expect(answer.headers().location).toContain('/sign-in');
});
