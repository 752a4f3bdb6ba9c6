/** Two who change one entry: nobody's change is lost, both values are shown, and every change has its way back. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { call } from '../support/raceTraffic.ts';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, ownerSession, pressAgain, runnerSession, type Session } from './stage.ts';

const server = serverOfFile();
let owner: Session;
let runner: Session;
let path: string;

interface Participant {
	id: string;
	name: string;
	club: string | null;
}
const participants = async (): Promise<Participant[]> =>
	(await call<{ items: Participant[] }>(server.url, `/events/${EVENT}/participants?q=runner+delta`)).items;

test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
	({ session: runner } = await runnerSession(browser, server));
	const [entered] = await participants();
	path = `/organise/${EVENT}/participants/${entered?.id}`;
});

const stored = async () => (await participants())[0];

async function opened(browser: Browser, { javaScript }: { javaScript: boolean }): Promise<Page> {
	const context = await browser.newContext({ storageState: owner, javaScriptEnabled: javaScript });
	const page = await context.newPage();
	await page.goto(server.url + path);
	await page.getByText('Change the entry').click();
	return page;
}
const save = (page: Page) => page.locator('form[action="?/change"] button').first().click();

for (const javaScript of [true, false])
	test(`the later one chooses between both values, ${javaScript ? 'with' : 'without'} JavaScript`, async ({
		browser
	}) => {
		const clubs = javaScript ? ['Club A', 'Club B'] : ['Club C', 'Club D'];
		const first = await opened(browser, { javaScript });
		const second = await opened(browser, { javaScript });
		await first.locator('#club').fill(clubs[0] ?? '');
		await save(first);
		await expect(first.getByText('Saved').first()).toBeVisible();

		await second.locator('#club').fill(clubs[1] ?? '');
		await save(second);
		await expect(second.getByText(`“${clubs[0]}”`).first()).toBeVisible();
		await expect(second.locator('#club')).toHaveValue(clubs[1] ?? '');
		expect((await stored())?.club).toBe(clubs[0]);
		await pressAgain(second.getByRole('button', { name: 'Save mine' }));
		await expect(second.getByText('Saved').first()).toBeVisible();
		expect((await stored())?.club).toBe(clubs[1]);
		await first.context().close();
		await second.context().close();
	});

test('the later one takes the other values, and what else was changed is kept', async ({ browser }) => {
	const first = await opened(browser, { javaScript: true });
	const second = await opened(browser, { javaScript: true });
	await first.locator('#club').fill('Club E');
	await save(first);
	await expect(first.getByText('Saved').first()).toBeVisible();
	await second.locator('#club').fill('Club F');
	await second.locator('#name').fill('Runner Delta Two');
	await save(second);
	await pressAgain(second.getByRole('button', { name: 'Take the other values' }));
	await expect(second.getByText('Saved').first()).toBeVisible();
	expect(await stored()).toMatchObject({ club: 'Club E', name: 'Runner Delta Two' });

	// Each change stands in the log, and one press takes it back.
	await second.getByText('Changes of this entry').click();
	await expect(second.locator('[data-change]').first()).toContainText('Runner Delta → Runner Delta Two');
	await second.locator('[data-change]').first().getByRole('button').click();
	await expect(second.getByText('The change is taken back')).toBeVisible();
	expect(await stored()).toMatchObject({ club: 'Club E', name: 'Runner Delta' });
	await first.context().close();
	await second.context().close();
});

test('a form with no version, another entry’s or a future one has its own answer each, and nothing is stored', async ({
	browser
}) => {
	const page = await opened(browser, { javaScript: false });
	const before = await stored();
	const id = before?.id ?? '';
	const answers = new Map([
		['', 'does not say which version'],
		['00000000-0000-4000-8000-000000000000.1', 'made from something else'],
		[`${id}.999`, 'names a version that has not been reached']
	]);
	for (const [version, words] of answers) {
		const sent = await page.request.post(`${server.url}${path}?/change`, {
			form: { version, name: 'Somebody Else', bib: '', place: '', visibility: 'name', state: 'registered' },
			headers: { origin: server.url, accept: 'text/html' }
		});
		expect(sent.status()).toBe(400);
		expect(await sent.text()).toContain(words);
	}
	expect(await stored()).toEqual(before);
	// A verb that is none.
	const none = await page.request.post(`${server.url}${path}?/nothing`, {
		form: { name: 'Somebody Else' },
		headers: { origin: server.url, accept: 'text/html' }
	});
	expect(none.status()).toBe(404);
	expect(await stored()).toEqual(before);
	await page.context().close();
});

test('a runner whose entry the desk changed meanwhile is told, and chooses', async ({ browser }) => {
	const context = await browser.newContext({ storageState: runner, javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`${server.url}/me`);
	const desk = await opened(browser, { javaScript: true });
	await desk.locator('#club').fill('Club of the desk');
	await save(desk);
	await expect(desk.getByText('Saved').first()).toBeVisible();

	const own = page.locator('form[action="?/change"]');
	await own.locator('#club').fill('Club of the runner');
	await own.locator('button').last().click();
	await expect(page.getByText('“Club of the desk”').first()).toBeVisible();
	expect((await stored())?.club).toBe('Club of the desk');
	await own.locator('button').last().click();
	await expect(page.locator('#club')).toHaveValue('Club of the runner');
	expect((await stored())?.club).toBe('Club of the runner');
	await context.close();
	await desk.context().close();
});
