/** An event of one's own, from an empty installation, by the pages alone. */
import { expect, test } from '@playwright/test';
import { becomeOwner, register } from './pages.ts';
import { serverOfFile } from './serverOfFile.ts';

const server = serverOfFile({ data: 'empty', env: { DEMO: 'off' } });

/** A day of next year, so that the event lies ahead whenever this is run. */
const DAY = `${new Date().getFullYear() + 1}-06-06`;

test('a new organiser makes an event in three short steps, and a runner registers for it', async ({
	page,
	browser
}) => {
	let clicks = 1;
	const click = async (name: string): Promise<void> => {
		clicks++;
		await page.getByRole('link', { name, exact: true }).or(page.getByRole('button', { name })).click();
	};
	await becomeOwner(page, { url: server.url, setupPath: server.setupPath() ?? '' });
	await expect(page.getByText('No event yet')).toBeVisible();
	await page.getByRole('link', { name: 'New event' }).first().click();
	await click('A run and a children’s race');

	// Pressed too early: every field that is missing is named, and what stands there stays.
	await page.locator('#distance').fill('5,5');
	await click('Make the event');
	const summary = page.getByRole('alert').filter({ hasText: 'Name of the event' });
	await expect(summary).toContainText('Date: please fill this in.');
	await expect(summary).toContainText('Place: please fill this in.');
	await expect(page.locator('#distance')).toHaveValue('5,5');

	const fields = { name: 'Our run', date: DAY, place: 'Chișinău, Valea Morilor', childrenPlaces: '100' };
	for (const [id, value] of Object.entries(fields)) await page.locator(`#${id}`).fill(value);
	await click('Make the event');
	const slug = `our-run-${DAY.slice(0, 4)}`;
	await expect(page).toHaveURL(`${server.url}/organise/${slug}`);
	await expect(page.getByRole('heading', { name: '5 km run' })).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Children’s race' })).toBeVisible();

	// A draft: nobody else knows of it, whoever has its link may look.
	const visitor = await browser.newContext();
	const outside = await visitor.newPage();
	for (const path of ['', '/register', '/live', '/results', '/event.ics'])
		expect((await outside.goto(`${server.url}/e/${slug}${path}`))?.status(), path).toBe(404);
	await outside.goto(server.url);
	await expect(outside.getByText('Our run')).toHaveCount(0);
	await page.getByRole('button', { name: 'Make a preview link' }).click();
	const link = (await page.locator('a[href*="/preview/"]').getAttribute('href')) ?? '';
	const looked = await outside.goto(link);
	expect(looked?.headers()).toMatchObject({
		'cache-control': 'private, no-store',
		'x-robots-tag': 'noindex'
	});
	await expect(outside.getByText('This is the preview of a draft')).toBeVisible();
	await expect(outside.getByRole('link', { name: 'Register for the run' })).toHaveCount(0);
	await page.getByRole('button', { name: 'End the preview link' }).click();
	await expect(page.getByRole('button', { name: 'End the preview link' })).toHaveCount(0);
	expect((await outside.goto(link))?.status()).toBe(404);

	await expect(page.getByRole('link', { name: 'Say what it costs, or that it is free' })).toBeVisible();
	await click('Publish the event');
	await expect(page.getByText('The event is published.')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'This event is a draft' })).toHaveCount(0);
	console.log(`an event of one's own: ${clicks} clicks, ${Object.keys(fields).length + 1} fields`);

	const runner = { language: 'en', name: 'Runner Omega', javaScript: true } as const;
	await register(await visitor.newPage(), { url: server.url, event: slug, runner, race: '5-5k' });
	await page.goto(`${server.url}/organise/${slug}/participants`);
	await expect(page.getByRole('link', { name: 'Runner Omega' })).toBeVisible();

	// Somebody is entered: it can be cancelled, but is no draft any more.
	await page.goto(`${server.url}/organise/${slug}/setup`);
	await page.locator('#status').selectOption('draft');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.locator('#status-error')).toContainText('cannot be a draft again');

	// Next year’s: three presses, and everything but the people is there.
	await page.goto(`${server.url}/organise/${slug}`);
	let copying = 0;
	for (const name of ['Copy for next year', 'Make the copy', 'Publish the event']) {
		copying++;
		await page.getByRole('link', { name }).or(page.getByRole('button', { name })).click();
		if (name === 'Make the copy') await expect(page).toHaveURL(/our-run-20\d\d$/);
	}
	await expect(page.getByText('The event is published.')).toBeVisible();
	console.log(`a copy for next year, with registration open on its day: ${copying} clicks`);
	await expect(page.getByRole('heading', { name: 'Children’s race' })).toBeVisible();
	await page.goto(page.url() + '/participants');
	await expect(page.getByRole('link', { name: 'Runner Omega' })).toHaveCount(0);
	await visitor.close();
});

test('an address that is taken is said beside its field, without JavaScript too', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`${server.url}/sign-in`);
	await page.locator('[name=email]').fill('owner@example.org');
	await page.locator('[name=password]').fill('a few words in a row');
	await page.locator('main form button').last().click();
	await page.goto(`${server.url}/organise/new?template=laps`);
	const fields = { name: 'Laps', date: DAY, place: 'Bălți', slug: `our-run-${DAY.slice(0, 4)}` };
	for (const [id, value] of Object.entries(fields)) await page.locator(`#${id}`).fill(value);
	await page.getByRole('button', { name: 'Make the event' }).click();
	await expect(page.locator('#slug-error')).toContainText('is taken by another event');
	await expect(page.locator('#name')).toHaveValue('Laps');
	await page.locator('#slug').fill('laps');
	await page.getByRole('button', { name: 'Make the event' }).click();
	await expect(page).toHaveURL(`${server.url}/organise/laps`);
	await context.close();
});
