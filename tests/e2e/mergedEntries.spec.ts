/** Two entries of one person at the organiser's desk: merged by one question, taken apart by one press. */
import { expect, test } from '@playwright/test';
import { call } from '../support/raceTraffic.ts';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, ownerSession, type Session } from './stage.ts';

const server = serverOfFile();
let owner: Session;
test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
});

interface Listed {
	items: { id: string; bib: string; state: string; mergedInto?: string; visibility: string }[];
}

for (const scripts of ['with', 'without'] as const)
	test(`two entries are merged from the list of doubles, and taken apart on the kept one's page, ${scripts} JavaScript`, async ({
		browser
	}) => {
		const name = `Twin ${scripts}`;
		const entry = { race: '5k', name, birthDate: '1990-03-27' };
		const items = [
			{ ...entry, visibility: 'name' },
			{ ...entry, visibility: 'hidden' }
		];
		await call(server.url, `/events/${EVENT}/participants`, { method: 'POST', body: { items } });
		const stored = async () =>
			(await call<Listed>(server.url, `/events/${EVENT}/participants?q=${encodeURIComponent(name)}&sort=bib`))
				.items;
		const [first, second] = await stored();
		if (!first || !second) throw new Error('two were entered');
		const context = await browser.newContext({
			javaScriptEnabled: scripts === 'with',
			storageState: owner
		});
		const page = await context.newPage();
		await page.goto(`${server.url}/organise/${EVENT}/participants?doubles`);
		await page
			.getByRole('region', { name: `${name}: 2 entries` })
			.getByRole('link', { name: /^Merge/ })
			.click();
		await expect(page.getByText(`Bib ${first.bib} stays`)).toBeVisible();
		await expect(page.getByText('In public: hidden')).toBeVisible();
		expect((await stored()).map(({ state }) => state)).toEqual(['registered', 'registered']);
		await page.getByRole('button', { name: 'Merge', exact: true }).click();

		await expect(page).toHaveURL(new RegExp(`/participants/${first.id}`));
		await expect(page.getByText('One with this entry:')).toContainText(name);
		expect(await stored()).toMatchObject([
			{ state: 'registered', visibility: 'hidden' },
			{ state: 'cancelled', mergedInto: first.id }
		]);
		await page.getByRole('button', { name: 'Take apart again' }).click();
		await expect(page.getByText('Two entries again.')).toBeVisible();
		expect(await stored()).toMatchObject([
			{ state: 'registered', visibility: 'name' },
			{ state: 'registered', visibility: 'hidden' }
		]);
		await context.close();
	});

test('the other entry is chosen by a part of the name, and what changed meanwhile is not merged', async ({
	browser
}) => {
	const items = ['Chosen One', 'Chosen Two', 'Chosen Three'].map((name) => ({ race: '5k', name }));
	await call(server.url, `/events/${EVENT}/participants`, { method: 'POST', body: { items } });
	const { items: entered } = await call<Listed>(
		server.url,
		`/events/${EVENT}/participants?q=chosen&sort=bib`
	);
	const [one, two] = entered;
	const context = await browser.newContext({ storageState: owner });
	const page = await context.newPage();
	await page.goto(`${server.url}/organise/${EVENT}/participants/${one?.id}`);
	await page.getByText('Merge with another entry').click();
	await page.getByLabel('The other entry').fill('nobody at all');
	await page.getByRole('button', { name: 'Look', exact: true }).click();
	await expect(page.getByText('has the bib or name “nobody at all”')).toBeVisible();
	await page.getByLabel('The other entry').fill('chosen t');
	await page.getByRole('button', { name: 'Look', exact: true }).click();
	await page.getByRole('link', { name: 'Chosen Two' }).click();
	await expect(page.getByRole('button', { name: 'Merge', exact: true })).toBeVisible();
	const change = { method: 'PATCH', body: { club: 'Alergotura' } };
	await call(server.url, `/events/${EVENT}/participants/${two?.id}`, change);
	await page.getByRole('button', { name: 'Merge', exact: true }).click();
	await expect(page.getByText('Nothing was merged').first()).toBeVisible();
	await page.getByRole('button', { name: 'Merge', exact: true }).click();
	await expect(page.getByText('One with this entry:')).toContainText('Chosen Two');
	await context.close();
});
