/** The same press twice is one act: two 39 ms apart, with scripts and without, on the built server. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { call } from '../support/raceTraffic.ts';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, ownerSession, type Session } from './stage.ts';

const server = serverOfFile();
let owner: Session;
test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
	await beOnTheDay();
	await call(server.url, `/events/${EVENT}/participants`, {
		method: 'POST',
		body: { items: ['801', '802'].map((bib) => ({ race: '5k', bib, name: `Runner ${bib}` })) }
	});
});

/** On another day a start asks back first. */
async function beOnTheDay(): Promise<void> {
	const document = await call<object>(server.url, `/events/${EVENT}?as=document`);
	const date = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Chisinau' }).format(Date.now());
	await call(server.url, `/events/${EVENT}`, { method: 'PUT', body: { ...document, date } });
}

interface Ruling {
	id: string;
	type: string;
	revokedBy: string | null;
	valueMs: number | null;
}
const rulings = async (): Promise<Ruling[]> =>
	(await call<{ items: Ruling[] }>(server.url, `/events/${EVENT}/rulings`)).items;
const ofType = async (wanted: string) => (await rulings()).filter(({ type }) => type === wanted);
const versions = async () =>
	(await call<{ items: unknown[] }>(server.url, `/events/${EVENT}/races/5k/publications`)).items.length;

/** Takes every start back, so that the wave waits again. */
async function unstart(): Promise<void> {
	for (const { id, revokedBy } of await ofType('wave-start'))
		if (!revokedBy)
			await call(server.url, `/events/${EVENT}/rulings`, {
				method: 'POST',
				body: { type: 'revoke', rulingId: id }
			});
}

async function visit(browser: Browser, path: string, javaScriptEnabled = true): Promise<Page> {
	const context = await browser.newContext({ storageState: owner, javaScriptEnabled });
	const page = await context.newPage();
	await page.goto(`${server.url}/organise/${EVENT}${path}`, { waitUntil: 'networkidle' });
	return page;
}

/** Between the two presses. It is the thing that is tested, not a wait for something to have happened. */
const GAP_MS = 39;

/** By the mouse, where the button is, whatever is there the second time. */
async function pressTwice(page: Page, name: string): Promise<void> {
	const button = page.getByRole('button', { name });
	await button.scrollIntoViewIfNeeded();
	const box = await button.boundingBox();
	if (!box) throw new Error(`${name} is not to be seen`);
	await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
	await new Promise((resolve) => setTimeout(resolve, GAP_MS));
	await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

const said = (page: Page, words: string | RegExp) =>
	expect(page.getByRole('status').filter({ hasText: words })).toBeVisible();

async function openRuling(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Runner 801' }).click();
	const part = page.locator('details').filter({ has: page.getByText('Time penalty or bonus') });
	await part.locator('summary').click();
	await part.getByLabel('Duration').fill('0:30');
	const why = part.locator('[name=why]');
	if (await why.count()) await why.first().fill('cut a corner');
}

for (const scripts of [true, false]) {
	const how = scripts ? 'with JavaScript' : 'without JavaScript';

	test(`two presses of the start are one start, ${how}`, async ({ browser }) => {
		await unstart();
		const before = (await ofType('wave-start')).length;
		const page = await visit(browser, '', scripts);
		await pressTwice(page, 'Start the race now');
		await said(page, /Started at \d\d:\d\d:\d\d/);
		expect((await ofType('wave-start')).length).toBe(before + 1);
		await page.context().close();
	});

	test(`two presses of a decision are one decision, ${how}`, async ({ browser }) => {
		const before = (await ofType('penalty')).length;
		const page = await visit(browser, '/participants', scripts);
		await openRuling(page);
		await pressTwice(page, 'Record the decision');
		await said(page, 'The decision is recorded.');
		expect((await ofType('penalty')).length).toBe(before + 1);
		await page.context().close();
	});

	test(`two presses publish one version, ${how}`, async ({ browser }) => {
		const before = await versions();
		const page = await visit(browser, '/results', scripts);
		await pressTwice(page, 'Publish as provisional');
		await said(page, `Version ${before + 1} is public.`);
		expect(await versions()).toBe(before + 1);
		await page.context().close();
	});
}

test('two browsers at once make one start, and the later one is told so', async ({ browser }) => {
	await unstart();
	const before = (await ofType('wave-start')).length;
	const pages = await Promise.all([visit(browser, ''), visit(browser, '')]);
	await Promise.all(pages.map((page) => page.getByRole('button', { name: 'Start the race now' }).click()));
	const told = pages.map((page) =>
		page.locator('[role=status], [role=alert]').filter({ hasText: 'tarted at' })
	);
	for (const words of told) await expect(words).toBeVisible();
	const texts = await Promise.all(told.map((words) => words.textContent()));
	expect(texts.filter((text) => text?.includes('Already started at'))).toHaveLength(1);
	expect((await ofType('wave-start')).length).toBe(before + 1);
	for (const page of pages) await page.context().close();
});

test('the same decision is made again when it is meant: later, by another press', async ({ browser }) => {
	const before = (await ofType('penalty')).length;
	const page = await visit(browser, '/participants');
	for (const count of [1, 2]) {
		await page.goto(`${server.url}/organise/${EVENT}/participants`, { waitUntil: 'networkidle' });
		await openRuling(page);
		await page.getByRole('button', { name: 'Record the decision' }).locator('visible=true').click();
		await said(page, 'The decision is recorded.');
		expect((await ofType('penalty')).length).toBe(before + count);
	}
	await page.context().close();
});
