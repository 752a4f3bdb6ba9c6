/** The desk's list of participants on the built server: sorted, filtered, and walked through, with scripts and without. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { anEvent, aRace } from '../support/eventDocuments.ts';
import { call } from '../support/raceTraffic.ts';
import { serverOfFile } from './serverOfFile.ts';
import { ownerSession, type Session } from './stage.ts';

const SLUG = 'listed';
const RUNNERS = 230;
const server = serverOfFile();
const list = () => `${server.url}/organise/${SLUG}/participants`;
let owner: Session;

const nameOf = (bib: number) => `Runner ${String(RUNNERS - bib).padStart(3, '0')}`;

test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
	const document = anEvent({ name: 'Listed', races: [aRace(), aRace({ slug: '10k', name: '10 km' })] });
	await call(server.url, `/events/${SLUG}`, { method: 'PUT', body: document });
	const items = Array.from({ length: RUNNERS }, (_, index) => ({
		race: '5k',
		bib: String(index + 1),
		name: nameOf(index + 1),
		sex: index % 2 ? 'F' : 'M'
	}));
	await call(server.url, `/events/${SLUG}/participants`, { method: 'POST', body: { items } });
});

const open = async (browser: Browser, scripts: boolean): Promise<Page> =>
	(await browser.newContext({ javaScriptEnabled: scripts, storageState: owner })).newPage();
const bibs = (page: Page) => page.locator('tbody td.numeric').allTextContents();

for (const scripts of [true, false])
	test(`the order and the filters stay in the address from page to page, ${scripts ? 'with' : 'without'} JavaScript`, async ({
		browser
	}) => {
		const page = await open(browser, scripts);
		await page.goto(list());
		expect((await bibs(page)).slice(0, 2)).toEqual(['1', '2']);
		const heading = page.getByRole('columnheader', { name: 'Participant' });
		await heading.getByRole('link').click();
		await expect(heading).toHaveAttribute('aria-sort', 'ascending');
		expect((await bibs(page)).slice(0, 2)).toEqual(['230', '229']);
		await page.getByText('More filters and order').click();
		await page.getByLabel('Sex').selectOption('F');
		await page.getByRole('button', { name: 'Search' }).click();
		await expect(page.getByText(`115 of ${RUNNERS}`)).toBeVisible();
		await expect(heading).toHaveAttribute('aria-sort', 'ascending');
		await page.getByRole('link', { name: 'Next' }).click();
		await expect(page).toHaveURL(/sex=F/);
		await expect(page).toHaveURL(/page=2/);
		await expect(page.locator('tbody tr')).toHaveCount(15);
		expect((await bibs(page)).at(-1)).toBe('2');

		// From the last but one of the second page on to the last, and back to where it stands.
		await page.getByRole('link', { name: nameOf(4) }).click();
		await expect(page.getByText('114 of 115')).toBeVisible();
		await page.getByRole('link', { name: /^Next/ }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(nameOf(2));
		await expect(page.getByRole('link', { name: /^Next/ })).toHaveCount(0);
		await page.getByRole('link', { name: 'Participants', exact: true }).last().click();
		await expect(page).toHaveURL(/page=2.*#p-/);
		await expect(page.locator('tr:target')).toContainText(nameOf(2));
		await page.context().close();
	});

/** In the browser: notes when the page's own scripts hear keys. */
function noteKeys(): void {
	const { addEventListener } = EventTarget.prototype;
	EventTarget.prototype.addEventListener = function (this: EventTarget, ...given) {
		const [type, , options] = given;
		const captures = typeof options === 'object' && options?.capture === true;
		if (this === window && type === 'keydown' && !captures) document.documentElement.dataset.keys = '';
		addEventListener.apply(this, given);
	};
}

test('J and K go through the list, but not while something is typed', async ({ browser }) => {
	const page = await open(browser, true);
	await page.addInitScript(noteKeys);
	const title = page.getByRole('heading', { level: 1 });
	await page.goto(`${list()}?sort=-bib`);
	await page.getByRole('link', { name: nameOf(230), exact: true }).click();
	await expect(title).toHaveText(nameOf(230));
	await expect(page.locator('html')).toHaveAttribute('data-keys', '');
	await page.keyboard.press('j');
	await expect(title).toHaveText(nameOf(229));
	await page.keyboard.press('j');
	await expect(title).toHaveText(nameOf(228));
	await page.keyboard.press('k');
	await expect(title).toHaveText(nameOf(229));
	await page.getByText('Change the entry').click();
	await page.locator('#name').press('j');
	await expect(page.locator('#name')).toHaveValue(/j/);
	await expect(title).toHaveText(nameOf(229));
	await page.context().close();
});

test('an empty list says which filter hides everybody, and takes it out', async ({ browser }) => {
	const page = await open(browser, false);
	await page.goto(`${list()}?race=10k&sex=F&sort=name`);
	await expect(page.getByText(`None of ${RUNNERS} fits these filters`)).toBeVisible();
	await expect(page.getByRole('listitem').filter({ hasText: 'Race: 10 km' })).toBeVisible();
	await page.getByRole('link', { name: '115 without this filter' }).click();
	await expect(page.locator('tbody tr')).toHaveCount(100);
	await expect(page).toHaveURL(/sex=F&sort=name$/);
	await page.context().close();
});
