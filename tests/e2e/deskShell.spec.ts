/**
 * What stands around every page of the desk: each page's data begins high, rows are close where a mouse works and large where
 * a finger does, nothing is wider than its screen, and a runner is found from everywhere.
 */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { Client } from 'pg';
import { dirname } from 'node:path';
import { socketOf } from '../../src/lib/server/database/embedded/dataFolder.ts';
import { anEvent } from '../support/eventDocuments.ts';
import { call } from '../support/raceTraffic.ts';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, holdRace, inLocale, LOCALES, ownerSession, publish, type Session } from './stage.ts';

let database: Client;
// Above the server, so that it ends before the server does.
test.afterAll(() => database.end());
const server = serverOfFile();
let owner: Session;

/** How many people are in the events with these addresses. */
const CROWDS = { nobody: 0, few: 5, many: 5000 };

const crowded = async (slug: string, people: number): Promise<void> => {
	await call(server.url, `/events/${slug}`, { method: 'PUT', body: anEvent({ name: `Run of ${slug}` }) });
	for (let from = 0; from < people; from += 1000)
		await call(server.url, `/events/${slug}/participants`, {
			method: 'POST',
			body: {
				items: Array.from({ length: Math.min(1000, people - from) }, (_, index) => ({
					race: '5k',
					bib: String(from + index + 1),
					name: `Runner ${from + index + 1}`,
					visibility: 'name'
				}))
			}
		});
};
const firstId = async (slug: string): Promise<string> => {
	const list = await call<{ items: { id: string }[] }>(server.url, `/events/${slug}/participants?pageSize=1`);
	return list.items[0]?.id ?? '';
};

test.beforeAll(async ({ browser }) => {
	test.setTimeout(180_000);
	owner = await ownerSession(browser, server);
	await holdRace(server);
	await publish(server);
	for (const [slug, people] of Object.entries(CROWDS)) await crowded(slug, people);
	database = new Client({ host: dirname(socketOf(server.dataDir)), database: 'postgres', user: 'postgres' });
	await database.connect();
});

const EMPTY = 'main .border-dashed';
/** A page of an event, and what on it is its data: what one came for. */
const PAGES: Record<string, string> = {
	'': 'main [aria-labelledby=checklist] details, main #races section',
	'/race-day': 'main #races section',
	'/setup': 'main .control',
	'/setup/races': 'main [data-row]',
	'/setup/races/5k': 'main :is(.control, li)',
	'/mail': EMPTY,
	'/copy': 'main .control',
	'/participants': `main tbody tr, ${EMPTY}`,
	'/participants/import': 'main :is(.control, input[type=file])',
	'/participants/new': 'main .control',
	'/participants/bibs': 'main .control',
	'/participants/aliases': EMPTY,
	'/phones': `main tbody tr, ${EMPTY}, main .control`,
	'/phones/reads': 'main input[type=file]',
	'/phones/tokens': 'main .control',
	'/matching': `main .match-list, ${EMPTY}`,
	'/decisions': `main li, ${EMPTY}`,
	'/results': 'main :is(section, details, li)',
	'/results/import': 'main :is(.control, input[type=file])'
};
const PAGES_OF_ALL: Record<string, string> = {
	'/organise': 'main li',
	'/organise/new': 'main li',
	'/organise/keys': `main tbody tr, ${EMPTY}`
};

const openAs = async (browser: Browser, screen: { width: number; height: number; touch?: boolean }) => {
	const { width, height, touch = false } = screen;
	const viewport = { width, height };
	return (await browser.newContext({ storageState: owner, viewport, hasTouch: touch })).newPage();
};
const topOf = (page: Page, data: string): Promise<number> =>
	page
		.locator(data)
		.locator('visible=true')
		.first()
		.evaluate((first) => first.getBoundingClientRect().top);

for (const [slug, people] of Object.entries(CROWDS))
	test(`with ${people} people the data of each page begins in the first third of 1280×800`, async ({
		browser
	}) => {
		const page = await openAs(browser, { width: 1280, height: 800 });
		const pages = Object.entries(PAGES).map(([path, data]) => [`/organise/${slug}${path}`, data] as const);
		const id = await firstId(slug);
		if (id) pages.push([`/organise/${slug}/participants/${id}`, 'main :is(.board, section)']);
		const low: string[] = [];
		for (const [path, data] of [...pages, ...Object.entries(PAGES_OF_ALL)]) {
			await page.goto(server.url + path);
			const top = await topOf(page, data);
			if (top > 800 / 3) low.push(`${path}: ${Math.round(top)} px`);
		}
		expect(low).toEqual([]);
		await page.context().close();
	});

test('rows of a table are close for a mouse, and links in them large for a finger', async ({ browser }) => {
	const desk = await openAs(browser, { width: 1280, height: 800 });
	await desk.goto(`${server.url}/organise/many/participants`);
	const heights = await desk
		.locator('tbody tr')
		.evaluateAll((rows) => rows.map((row) => Math.round(row.getBoundingClientRect().height)));
	expect(heights).toHaveLength(100);
	expect(Math.min(...heights)).toBeGreaterThanOrEqual(36);
	expect(Math.max(...heights)).toBeLessThanOrEqual(40);
	await desk.context().close();

	const phone = await openAs(browser, { width: 390, height: 844, touch: true });
	await phone.goto(`${server.url}/organise/many/participants`);
	expect(await phone.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(true);
	for (const summary of await phone.locator('summary').all())
		if (await summary.isVisible()) await summary.click();
	const small = await phone
		.locator('.desk-head, .desk-pages, .desk-rooms, tbody tr')
		.locator('a, button, summary, input')
		.evaluateAll((all) =>
			all
				.filter((target) => target.checkVisibility())
				.map((target) => [target.textContent, target.getBoundingClientRect()] as const)
				.filter(([, { width, height }]) => Math.min(width, height) < 40 || height < 43.5)
				.map(([text, { width, height }]) => `${text}: ${width} × ${height}`)
		);
	expect(small).toEqual([]);
	await phone.context().close();
});

test('no page of the desk is wider than a small phone, in three languages, nor with its text twice as large', async ({
	browser
}) => {
	test.setTimeout(240_000);
	const id = await firstId(EVENT);
	const paths = [...Object.keys(PAGES), '/results/versions/1', `/participants/${id}`].map(
		(path) => `/organise/${EVENT}${path}`
	);
	const wide: string[] = [];
	for (const [width, locales] of [
		[320, LOCALES],
		[390, LOCALES]
	] as const) {
		const page = await openAs(browser, { width, height: 844 });
		for (const locale of locales)
			for (const path of [...paths, ...Object.keys(PAGES_OF_ALL)]) {
				await page.goto(server.url + inLocale(path, locale));
				for (const size of width === 320 ? ['100%'] : ['100%', '200%']) {
					await page.evaluate((to) => (document.documentElement.style.fontSize = to), size);
					const out = await stickingOut(page, width);
					if (out) wide.push(`${locale} ${width} ${size} ${path}: ${out}`);
				}
			}
		await page.context().close();
	}
	expect(wide).toEqual([]);
});

/** Empty: nothing. What scrolls by itself is in its own frame. */
const stickingOut = (page: Page, width: number): Promise<string> =>
	page.evaluate((screen) => {
		const over = (document.scrollingElement?.scrollWidth ?? 0) - screen;
		if (over <= 0) return '';
		const [first] = [...document.body.querySelectorAll('*')]
			.filter((part) => part.getBoundingClientRect().right > screen + 0.5 && !part.closest('.table-scroll'))
			.slice(-1);
		return `${over} px, ${first?.tagName}.${first?.className} “${first?.textContent?.trim().slice(0, 30)}”`;
	}, width);

test('a slash leads to the search, which proposes, and Enter on a bib opens its runner', async ({
	browser
}) => {
	const page = await openAs(browser, { width: 1280, height: 800 });
	await page.goto(`${server.url}/organise/many/phones`, { waitUntil: 'networkidle' });
	const proposals = page.getByRole('listbox').getByRole('option');
	await page.keyboard.press('/');
	const search = page.getByRole('combobox', { name: 'Find a runner' });
	await expect(search).toBeFocused();
	await page.keyboard.type('499');
	await expect(proposals).toHaveCount(8);
	await expect(proposals.first()).toContainText('Runner 499');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowDown');
	await expect(proposals.nth(1)).toHaveAttribute('aria-selected', 'true');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Runner 4990');
	await expect(proposals).toHaveCount(0);

	// At once, before anything is proposed.
	await search.fill('777');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Runner 777');
	await search.fill('nobody at all');
	await expect(page.getByText('Nobody matches “nobody at all”').first()).toBeVisible();
	await page.keyboard.press('Escape');
	await search.fill('runner 88');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/participants\?q=runner%2088$/);
	await page.context().close();
});

test('without JavaScript the search opens the list, and the rooms, the language and the way out work', async ({
	browser
}) => {
	const viewport = { width: 390, height: 844 };
	const context = await browser.newContext({ viewport, javaScriptEnabled: false });
	const page = await context.newPage();
	// A session of its own, since it is ended here.
	await page.goto(`${server.url}/sign-in`);
	await page.getByLabel('E-mail').fill('owner@example.org');
	await page.getByLabel('Password').fill('a few words in a row');
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.goto(`${server.url}/organise/many/phones`);
	await page.getByRole('textbox', { name: 'Find a runner' }).fill('4321');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/participants\?q=4321$/);
	await expect(page.locator('tbody tr')).toHaveCount(1);
	await page.getByRole('navigation', { name: 'Desk' }).locator('summary').click();
	await page.getByRole('link', { name: 'Set up' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Set up');
	await page.locator('summary', { hasText: 'Owner' }).click();
	await page
		.getByRole('link', { name: 'Română' })
		.or(page.getByRole('link', { name: 'ro', exact: true }))
		.first()
		.click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Configurare');
	await page.locator('summary', { hasText: 'Owner' }).click();
	await page.getByRole('button', { name: 'Ieșiți din cont' }).click();
	await expect(page).toHaveURL(/\/ro\/sign-in$/);
	await context.close();
});

/** Three mails that no server takes, a phone in contact and a silent one. */
const trouble = async (): Promise<void> => {
	await database.query(
		`insert into outgoing_mail (id, participant_id, kind, attempts, last_error, next_attempt_at)
		select gen_random_uuid(), p.id, 'link', 3, 'Error ESOCKET', now() + interval '1 day'
		from participant p join event e on e.id = p.event_id where e.slug = $1 limit 3`,
		[EVENT]
	);
	await database.query(
		`with phone as (
			insert into device (id, event_id, name, last_contact_at)
			select gen_random_uuid(), e.id, s.name, now() - s.ago::interval from event e,
				(values ('heard', '0 s'), ('unheard', '10 min')) as s (name, ago) where e.slug = $1 returning id)
		insert into device_token (hash, device_id) select 'hash of ' || id, id from phone`,
		[EVENT]
	);
};

test('the head of each page tells of mails that do not leave and of silent phones, and where to act on it', async ({
	browser
}) => {
	await trouble();
	const page = await openAs(browser, { width: 1280, height: 800 });
	await page.goto(`${server.url}/organise/${EVENT}/setup`);
	await expect(page.getByRole('link', { name: 'In contact: 1, silent: 1' })).toHaveAttribute(
		'href',
		`/organise/${EVENT}/phones`
	);
	await page.getByRole('link', { name: /^Mail has not left since .*: 3$/ }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mail');
	await expect(page.locator('main')).toContainText('The mail server cannot be reached');
	await page.context().close();
});

test('a page that asks for nothing by itself says since when the network is away, and when it is back', async ({
	browser
}) => {
	const page = await openAs(browser, { width: 1280, height: 800 });
	await page.goto(`${server.url}/organise/few/setup`, { waitUntil: 'networkidle' });
	const lost = page.getByRole('status').filter({ hasText: 'No connection, as of' });
	await page.context().setOffline(true);
	await expect(lost).toBeVisible();
	await page.context().setOffline(false);
	await expect(lost).toBeHidden();
	await page.context().close();
});

test('neither the page nor its data tell a viewer of runners, mails or phones', async ({ browser }) => {
	await database.query(`update "user" set role = 'organiser'`);
	await database.query(
		`insert into membership (user_id, event_id, role)
		select u.id, e.id, 'viewer' from "user" u, event e where e.slug = $1`,
		[EVENT]
	);
	const page = await openAs(browser, { width: 1280, height: 800 });
	await page.goto(`${server.url}/organise/${EVENT}`);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	expect(await page.locator('.desk-rooms a').locator('visible=true').allInnerTexts()).toEqual([
		'Overview',
		'Race day'
	]);
	for (const path of ['', '/__data.json', '/state']) {
		const answer = await page.request.get(`${server.url}/organise/${EVENT}${path}`);
		expect(answer.status(), path).toBe(200);
		expect(await answer.text(), path).not.toMatch(/Find a runner|has not left|sinceMs|inContact|silent/);
	}
	expect((await page.request.get(`${server.url}/organise/${EVENT}/participants/find?q=9`)).status()).toBe(
		403
	);
	await page.context().close();
});
