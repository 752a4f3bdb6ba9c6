/** A walk without timing: made in the wizard, entered by the form, and told the same in every phase, with no word of times. */
import { expect, test, type Page } from '@playwright/test';
import { civilDateAt } from '#lib/domain/time/civilDate.ts';
import type { WrittenEventDocument } from '#lib/schemas/event/event.ts';
import { anEvent, aRace } from '../support/eventDocuments.ts';
import { call } from '../support/raceTraffic.ts';
import { serverOfFile } from './serverOfFile.ts';
import { ownerSession, type Session } from './stage.ts';

const server = serverOfFile({ data: 'empty', env: { DEMO: 'off' } });
let owner: Session;
test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
});

const ZONE = 'Europe/Chisinau';
const dayIn = (days: number): string => civilDateAt(Date.now() + days * 86_400_000, ZONE);
const WALK = aRace({
	slug: 'walk',
	name: 'The walk',
	timed: false,
	checkpoints: [{ slug: 'start', kind: 'start' }]
});
const putEvent = (slug: string, part: Partial<WrittenEventDocument>): Promise<unknown> =>
	call(server.url, `/events/${slug}`, {
		method: 'PUT',
		body: anEvent({ name: `Event ${slug}`, timeZone: ZONE, races: [WALK], ...part })
	});

const OF_TIMES = /result|ranking|live|finish|timing|gun|provisional|official|matching/i;
/** What stands in the page for who takes part or holds it says nothing about times. */
async function saysNothingOfTimes(page: Page): Promise<void> {
	expect(await page.locator('main').innerText(), page.url()).not.toMatch(OF_TIMES);
}

test('is made, published and entered without a word of times, also without JavaScript', async ({
	browser
}) => {
	const context = await browser.newContext({ storageState: owner, javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`${server.url}/organise/new`);
	await page.getByRole('link', { name: 'A walk without timing' }).click();
	await expect(page.locator('[name=divisions]')).toHaveCount(0);
	for (const [id, value] of Object.entries({ name: 'Walk together', date: dayIn(30), place: 'Orhei' }))
		await page.locator(`#${id}`).fill(value);
	await page.getByRole('button', { name: 'Make the event' }).click();
	await expect(page.getByRole('heading', { name: '3 km walk' })).toBeVisible();
	await expect(page.getByText('nobody is timed')).toBeVisible();
	const slug = new URL(page.url()).pathname.split('/').at(-1) ?? '';
	await page.getByRole('button', { name: 'Publish the event' }).click();
	await expect(page.getByText('The event is published.')).toBeVisible();
	const tabs = await page.locator('nav ul a').allInnerTexts();
	expect(tabs).toContain('People');
	expect(tabs).not.toContain('Results');
	expect(tabs).not.toContain('Matching');

	const visitor = await browser.newContext({ javaScriptEnabled: false });
	const walker = await visitor.newPage();
	await walker.goto(`${server.url}/e/${slug}`);
	await saysNothingOfTimes(walker);
	await walker.getByRole('link', { name: 'Register for the walk' }).click();
	await saysNothingOfTimes(walker);
	await walker.locator('#name').fill('Walker Alpha');
	for (const [field, value] of Object.entries({ birthDay: '27', birthMonth: '3', birthYear: '1990' }))
		await walker.locator(`[name=${field}]`).fill(value);
	await walker.locator('#email').fill('walker@example.org');
	await walker.locator('input[name=visibility][value=name]').check();
	await walker.locator('input[name=terms]').check();
	await walker.locator('main form button').last().click();
	await expect(walker).toHaveURL(/\/me\?new$/);
	await expect(walker.locator('[data-bib]').first()).toHaveAttribute('data-bib', '1');
	await saysNothingOfTimes(walker);
	await visitor.close();

	await page.goto(`${server.url}/organise/${slug}/participants`);
	await page.getByRole('link', { name: 'Walker Alpha' }).click();
	await expect(page.getByRole('link', { name: 'Print this bib' })).toBeVisible();
	await saysNothingOfTimes(page);
	await context.close();
});

test('who was hidden before the race became a walk stays hidden when the entry is saved', async ({
	browser
}) => {
	const race = aRace({ slug: 'walk', name: 'The walk' });
	await putEvent('turned', { date: dayIn(30), races: [race] });
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`${server.url}/e/turned/register`);
	await page.locator('#name').fill('Walker Beta');
	await page.locator('input[name=sex][value=F]').check();
	for (const [field, value] of Object.entries({ birthDay: '27', birthMonth: '3', birthYear: '1990' }))
		await page.locator(`[name=${field}]`).fill(value);
	await page.locator('#email').fill('beta@example.org');
	await page.locator('input[name=visibility][value=hidden]').check();
	await page.locator('input[name=terms]').check();
	await page.locator('main form button').last().click();
	await expect(page).toHaveURL(/\/me\?new$/);
	await putEvent('turned', { date: dayIn(30) });
	await page.goto(`${server.url}/me`);
	await page.locator('#photos').check();
	await page.getByRole('button', { name: 'Save' }).click();
	const listed = await call<{ items: { visibility: string }[] }>(server.url, '/events/turned/participants');
	expect(listed.items.map(({ visibility }) => visibility)).toEqual(['hidden']);
	await context.close();
});

const PHASES: Record<string, { part: Partial<WrittenEventDocument>; badge: string; offers: string[] }> = {
	'walk-open': {
		part: { date: dayIn(30) },
		badge: 'Registration is open',
		offers: ['Register for the walk']
	},
	'walk-closed': {
		part: { date: dayIn(30), registrationClosesAt: new Date(Date.now() - 1000).toISOString() },
		badge: 'Registration is closed',
		offers: []
	},
	'walk-today': { part: { date: dayIn(0) }, badge: 'Today', offers: ['Register for the walk'] },
	'walk-past': { part: { date: dayIn(-1) }, badge: 'Past', offers: [] },
	'walk-cancelled': { part: { date: dayIn(30), status: 'cancelled' }, badge: 'Cancelled', offers: [] }
};

test('is told the same in each phase by the list, its page, the form and the desk', async ({ browser }) => {
	const visitor = await (await browser.newContext()).newPage();
	const desk = await (await browser.newContext({ storageState: owner })).newPage();
	for (const [slug, { part }] of Object.entries(PHASES)) await putEvent(slug, part);
	let cells = 0;
	for (const [slug, { badge, offers }] of Object.entries(PHASES))
		await test.step(slug, async () => {
			await visitor.goto(server.url);
			await expect(visitor.getByRole('listitem').filter({ hasText: `Event ${slug}` })).toContainText(badge);
			await visitor.goto(`${server.url}/e/${slug}`);
			const links = visitor.locator('main').getByRole('link', { name: /^(Register for|Watch|Results)/ });
			expect(await links.allInnerTexts()).toEqual(offers);
			await saysNothingOfTimes(visitor);
			const banner = visitor.getByText('The walk is cancelled.');
			await expect(banner).toHaveCount(slug === 'walk-cancelled' ? 1 : 0);
			await visitor.goto(`${server.url}/e/${slug}/register`);
			await saysNothingOfTimes(visitor);
			for (const path of ['/live', '/results'])
				expect((await visitor.goto(`${server.url}/e/${slug}${path}`))?.status()).toBe(404);
			await desk.goto(`${server.url}/organise/${slug}`);
			await expect(desk.locator('summary').first()).toContainText(badge);
			await saysNothingOfTimes(desk);
			cells += 7;
		});
	console.log(`phases of a walk and pages: ${Object.keys(PHASES).length} phases, ${cells} cells`);
	await visitor.context().close();
	await desk.context().close();
});

test('beside a run leaves the run its start and its results', async ({ browser }) => {
	const gunStart = new Date(Date.now() - 3_600_000).toISOString();
	const run = aRace({ waves: [{ slug: 'all', gunStart }] });
	await putEvent('both', { date: dayIn(0), races: [WALK, run] });
	const visitor = await (await browser.newContext()).newPage();
	await visitor.goto(`${server.url}/e/both`);
	await expect(visitor.getByRole('link', { name: 'Register for the run' })).toBeVisible();
	await visitor.getByRole('link', { name: 'Watch it live' }).click();
	await expect(visitor.getByRole('link', { name: 'The walk' })).toHaveCount(0);
	await call(server.url, '/events/both/races/5k/publications', {
		method: 'POST',
		body: { state: 'official' }
	});
	await visitor.goto(`${server.url}/e/both/results`);
	await expect(visitor.locator('main')).toContainText('Official');
	expect((await visitor.goto(`${server.url}/e/both/results?race=walk`))?.status()).toBe(404);
	await visitor.goto(server.url);
	await expect(visitor.getByRole('listitem').filter({ hasText: 'Event both' })).toContainText(
		'Official results'
	);
	const desk = await (await browser.newContext({ storageState: owner })).newPage();
	await desk.goto(`${server.url}/organise/both`);
	await expect(desk.getByRole('heading', { name: 'The walk' })).toBeVisible();
	await expect(desk.getByRole('link', { name: 'Live page' })).toBeVisible();
	await desk.goto(`${server.url}/organise/both/results`);
	await expect(desk.locator('main')).not.toContainText('The walk');
	await visitor.context().close();
	await desk.context().close();
});
