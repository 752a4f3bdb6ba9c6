/** A network that is away for a minute, on each page of the desk: the page stands, says since when, and loses nothing. */
import { randomUUID } from 'node:crypto';
import { expect, test, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { call } from '../support/raceTraffic.ts';
import { register } from './pages.ts';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, holdRace, ownerSession } from './stage.ts';

const server = serverOfFile();
let context: BrowserContext;

test.beforeAll(async ({ browser }) => {
	await holdRace(server);
	await call(server.url, `/events/${EVENT}/participants`, {
		method: 'POST',
		body: {
			items: [{ race: '5k', bib: '801', name: 'Runner 801' }]
		}
	});
	await call(server.url, `/events/${EVENT}/passings`, {
		method: 'POST',
		body: {
			device: 'finish-chute',
			items: [
				{ id: randomUUID(), checkpoint: 'finish', kind: 'chute', bib: '801', at: new Date().toISOString() }
			]
		}
	});
	await chooseAlias(browser);
	context = await browser.newContext({ storageState: await ownerSession(browser, server) });
});

/** As a runner does, so that it waits for an organiser. */
async function chooseAlias(browser: Browser): Promise<void> {
	const own = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	const runner = { language: 'en', name: 'Runner Zulu', javaScript: false } as const;
	await register(own, { url: server.url, event: EVENT, runner });
	await own.locator('input[name=visibility][value=alias]').check();
	await own.locator('#alias').fill('Fulger');
	await own.getByRole('button', { name: 'Save' }).click();
	await expect(own.getByText('Your alias appears once')).toBeVisible();
	await own.context().close();
}

/** On Chișinău's clock 18:31:07. */
const OPENED = new Date('2026-06-07T18:31:07+03:00');

interface Half {
	path: string;
	/** Opens what is folded and fills in half of a form; answers the fields with what was typed, and its button. */
	fill(page: Page): Promise<{ typed: [Locator, string][]; button: Locator }>;
	/** What is said, or to be seen, once the act is done; null: another page. */
	done: string | RegExp | ((page: Page) => Locator) | null;
	/** Asks the server by itself from time to time. */
	reloads?: boolean;
}

const runnersPage = async (): Promise<string> => {
	const list = await call<{ items: { id: string; bib: string | null }[] }>(
		server.url,
		`/events/${EVENT}/participants?q=801`
	);
	return `/${EVENT}/participants/${list.items.find(({ bib }) => bib === '801')?.id}`;
};

const PAGES: Record<string, Half | (() => Promise<Half>)> = {
	'race day': {
		path: `/${EVENT}`,
		reloads: true,
		done: /is public/,
		fill: async (page) => {
			const note = page.getByLabel('Note for readers').first();
			await page.getByText('Set the gun time').first().click();
			const gun = page.locator('input[name=time]').first();
			return typing(
				[
					[gun, '10:00:17'],
					[note, 'first look']
				],
				page.getByRole('button', { name: 'Publish as provisional' })
			);
		}
	},
	participant: async () => ({
		path: await runnersPage(),
		done: 'Saved',
		fill: async (page) => {
			const part = page.locator('details').filter({ has: page.locator('#club') });
			await part.locator('summary').click();
			return typing([[page.locator('#club'), 'Club of the north']], part.locator('button[type=submit]'));
		}
	}),
	phones: {
		path: `/${EVENT}/phones`,
		reloads: true,
		done: (page) => page.locator('[data-pairing-url]'),
		fill: (page) =>
			typing([[page.locator('#device'), 'finish-left']], page.locator('form[action="?/pair"] button'))
	},
	matching: {
		path: `/${EVENT}/matching?view=all`,
		done: /Decisions recorded/,
		fill: async (page) => {
			const row = page.locator('[data-row]').filter({ hasText: '801' });
			await row.locator('summary').first().click();
			const value = row.locator('[name=value]');
			return typing([[value, '10:20:30']], row.locator('button[value=time]'));
		}
	},
	results: {
		path: `/${EVENT}/results`,
		done: /share/,
		fill: async (page) => {
			await page.locator('summary', { has: page.locator('#dead-heat') }).click();
			return typing(
				[
					[page.locator('#bibs'), '901, 902'],
					[page.locator('form[action="?/deadHeat"] [name=why]').first(), 'side by side']
				],
				page.locator('form[action="?/deadHeat"] button[type=submit]').last()
			);
		}
	},
	decisions: {
		path: `/${EVENT}/decisions`,
		done: 'The decision is taken back.',
		fill: async (page) => {
			const ruling = page.locator('li').filter({ hasText: 'DQ' });
			await ruling.locator('summary').first().click();
			const why = ruling.locator('[name=why]').first();
			return typing([[why, 'it was somebody else']], ruling.locator('button[type=submit]').last());
		}
	},
	aliases: {
		path: `/${EVENT}/participants/aliases`,
		done: /eleased/,
		fill: async (page) => {
			const box = page.getByRole('checkbox', { name: 'Fulger' });
			await box.check();
			return { typed: [], button: page.locator('form[action="?/release"] button:not([formaction])').first() };
		}
	},
	keys: {
		path: '/keys',
		done: /Scoreboard/,
		fill: (page) =>
			typing([[page.locator('#name'), 'Scoreboard']], page.locator('form[action="?/make"] button'))
	},
	'the import of participants': {
		path: `/${EVENT}/participants/import`,
		done: null,
		fill: (page) =>
			typing(
				[[page.locator('#text'), 'name\tbib\nRunner 811\t811']],
				page.getByRole('button', { name: /Check/ })
			)
	},
	'the import of reads': {
		path: `/${EVENT}/results/import`,
		done: null,
		fill: (page) =>
			typing([[page.locator('#text'), '801\t24:31']], page.getByRole('button', { name: /Check/ }))
	}
};

async function typing(typed: [Locator, string][], button: Locator) {
	for (const [field, text] of typed) await field.fill(text);
	return { typed, button };
}

for (const [name, half] of Object.entries(PAGES))
	test(`${name} stands through a minute without a network, with what was typed, and its act works after`, async () => {
		const { path, fill, done, reloads } = typeof half === 'function' ? await half() : half;
		const page = await context.newPage();
		await page.clock.install({ time: OPENED });
		await page.goto(`${server.url}/organise${path}`, { waitUntil: 'networkidle' });
		const title = await page.getByRole('heading', { level: 1 }).textContent();
		const { typed, button } = await fill(page);
		const stands = async () => {
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(title ?? '');
			for (const [field, text] of typed) await expect(field).toHaveValue(text);
		};
		const lost = page.getByRole('status').filter({ hasText: 'No connection, as of 18:3' });

		await context.setOffline(true);
		await page.clock.runFor(30_000);
		if (reloads) await expect(lost).toBeVisible();
		await stands();
		await button.click();
		await expect(page.getByRole('alert').filter({ hasText: 'No connection and no answer' })).toBeInViewport();
		await page.clock.runFor(30_000);
		await expect(lost).toBeVisible();
		await stands();

		await context.setOffline(false);
		await page.clock.runFor(10_000);
		await expect(lost).toBeHidden();
		await stands();
		await page.clock.runFor(1000);
		await button.click();
		await expect(page.getByRole('alert').filter({ hasText: 'No connection' })).toBeHidden();
		await expect(lost).toBeHidden();
		if (done === null) await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(title ?? '');
		else if (typeof done === 'function') await expect(done(page)).toBeVisible();
		else await expect(page.locator('[role=status]').filter({ hasText: done })).toBeInViewport();
		await page.close();
	});

test('a search waits for the network, and the list of participants stands meanwhile', async () => {
	const page = await context.newPage();
	await page.clock.install({ time: OPENED });
	await page.goto(`${server.url}/organise/${EVENT}/participants`, { waitUntil: 'networkidle' });
	const search = page.getByRole('searchbox');
	await search.fill('801');
	await context.setOffline(true);
	await page.getByRole('button', { name: 'Search' }).click();
	await page.clock.runFor(60_000);
	await expect(page.getByRole('status').filter({ hasText: 'No connection, as of 18:31:0' })).toBeVisible();
	await expect(search).toHaveValue('801');
	await expect(page.getByRole('link', { name: 'Runner Beta' })).toBeVisible();
	await context.setOffline(false);
	await page.clock.runFor(10_000);
	await expect(page.getByRole('link', { name: 'Runner Beta' })).toHaveCount(0);
	await expect(page.getByRole('link', { name: 'Runner 801' })).toBeVisible();
	await page.close();
});

test('a link without a network leaves the page as it is, and says so', async () => {
	const page = await context.newPage();
	await page.clock.install({ time: OPENED });
	await page.goto(`${server.url}/organise/${EVENT}`, { waitUntil: 'networkidle' });
	const note = page.getByLabel('Note for readers').first();
	await note.fill('half a sentence');
	await context.setOffline(true);
	await page.clock.runFor(10_000);
	await expect(page.getByRole('status').filter({ hasText: 'No connection, as of 18:31:' })).toBeVisible();
	await page.getByRole('link', { name: 'Phones' }).click();
	await expect(page.getByRole('alert').filter({ hasText: 'cannot be opened now' })).toBeInViewport();
	await expect(note).toHaveValue('half a sentence');
	await context.setOffline(false);
	await page.clock.runFor(10_000);
	// Until the page has heard the server again, a link is refused as before.
	await expect(page.getByRole('status').filter({ hasText: 'No connection' })).toBeHidden();
	await page.getByRole('link', { name: 'Phones' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Phones');
	await page.close();
});

test('a runner’s registration is kept without a network, and sent once it is back', async ({ browser }) => {
	const page = await (await browser.newContext()).newPage();
	await page.goto(`${server.url}/e/${EVENT}/register`, { waitUntil: 'networkidle' });
	await page.locator('#name').fill('Runner Offline');
	await page.context().setOffline(true);
	await page.locator('main form button').last().click();
	await expect(page.getByRole('alert').filter({ hasText: 'No connection and no answer' })).toBeInViewport();
	await expect(page.locator('#name')).toHaveValue('Runner Offline');
	await page.context().setOffline(false);
	await expect(page.getByRole('status').filter({ hasText: 'No connection, as of' })).toBeHidden();
	await page.locator('main form button').last().click();
	await expect(page.locator('[aria-labelledby=error-summary-title]')).toBeFocused();
	await expect(page.locator('#name')).toHaveValue('Runner Offline');
	await page.context().close();
});
