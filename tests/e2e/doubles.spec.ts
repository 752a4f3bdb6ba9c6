/** Possible doubles at the organiser's desk, with scripts and without, on the built server. */
import { expect, test } from '@playwright/test';
import { call } from '../support/raceTraffic.ts';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, ownerSession, type Session } from './stage.ts';

const server = serverOfFile();
let owner: Session;
test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
});

for (const scripts of ['with', 'without'] as const)
	test(`one of two entries is cancelled by one press and put back by another, ${scripts} JavaScript`, async ({
		browser
	}) => {
		const name = `Runner ${scripts}`;
		const items = ['a@example.org', 'b@example.org'].map((address) => ({
			...{ race: '5k', name, email: `${scripts}-${address}`, birthDate: '1990-03-27' }
		}));
		await call(server.url, `/events/${EVENT}/participants`, { method: 'POST', body: { items } });
		const context = await browser.newContext({
			javaScriptEnabled: scripts === 'with',
			storageState: owner
		});
		const page = await context.newPage();
		await page.goto(`${server.url}/organise/${EVENT}/participants`);
		await page.getByRole('link', { name: /^Possible doubles: \d+$/ }).click();
		const group = page.getByRole('region', { name: `${name}: 2 entries` });
		await expect(group.getByRole('row')).toHaveCount(3);
		await expect(group).toContainText('a@example.org');
		await expect(group).toContainText('1990-03-27');

		await group
			.getByRole('button', { name: /^Cancel this one/ })
			.first()
			.click();
		await expect(page.getByRole('status').filter({ hasText: 'Cancelled: bib' })).toBeVisible();
		await expect(group).toHaveCount(0);
		const states = async () => {
			const path = `/events/${EVENT}/participants?q=${encodeURIComponent(name)}`;
			const list = await call<{ items: { name: string; state: string }[] }>(server.url, path);
			return list.items.filter((item) => item.name === name).map(({ state }) => state);
		};
		expect((await states()).sort()).toEqual(['cancelled', 'registered']);

		await page.getByRole('button', { name: 'Undo' }).click();
		await expect(group.getByRole('row')).toHaveCount(3);
		expect(await states()).toEqual(['registered', 'registered']);
		await context.close();
	});
