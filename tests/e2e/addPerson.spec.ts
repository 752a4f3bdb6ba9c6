/** A person whom an organiser enters: the name is enough, nobody who is entered is changed, and one press takes it back. */
import { expect, test } from '@playwright/test';
import { call } from '../support/raceTraffic.ts';
import { serverOfFile } from './serverOfFile.ts';
import { enterRunners, EVENT, ownerSession, type Session } from './stage.ts';

const server = serverOfFile();
let owner: Session;
test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
	await enterRunners(server, ['801']);
});

const entered = async (q: string) => {
	const path = `/events/${EVENT}/participants?q=${encodeURIComponent(q)}`;
	return (await call<{ items: Record<string, unknown>[] }>(server.url, path)).items;
};

for (const javaScriptEnabled of [true, false])
	test(`gets the next bib, and shows nothing but it, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
		browser
	}) => {
		const context = await browser.newContext({ storageState: owner, javaScriptEnabled });
		const page = await context.newPage();
		await page.goto(`${server.url}/organise/${EVENT}/participants`);
		await page.getByRole('link', { name: 'Add a person' }).first().click();
		const name = javaScriptEnabled ? 'Ana Șase' : 'Ana Nouă';
		const bib = javaScriptEnabled ? '802' : '803';
		await page.locator('#name').fill(name);
		await page.keyboard.press('Enter');
		await expect(page.getByText(`${name} is added with bib ${bib}.`).first()).toBeVisible();
		await expect(page.locator('#name')).toHaveValue('');
		expect(await entered(name)).toMatchObject([{ name, bib, visibility: 'bib', state: 'registered' }]);

		await page.getByRole('button', { name: 'Undo' }).click();
		await expect(page.getByText('The entry is cancelled.').first()).toBeVisible();
		expect(await entered(name)).toMatchObject([{ state: 'cancelled' }]);
		await context.close();
	});

test('a bib that somebody bears is refused beside its field, and its bearer stays as entered', async ({
	browser
}) => {
	const context = await browser.newContext({ storageState: owner });
	const page = await context.newPage();
	await page.goto(`${server.url}/organise/${EVENT}/participants/new`);
	await page.getByRole('button', { name: 'Add a person' }).click();
	await expect(page.locator('#name-error')).toBeVisible();
	// A list would change whoever bears the bib and has the name.
	await page.locator('#name').fill('Runner 801');
	await page.locator('#bib').fill('801');
	await page.locator('#club').fill('Another club');
	await page.getByRole('button', { name: 'Add a person' }).click();
	await expect(page.locator('#bib-error')).toBeVisible();
	await expect(page.locator('#club')).toHaveValue('Another club');
	expect(await entered('801')).toMatchObject([{ club: null }]);
	await context.close();
});
