/** Races by the pages alone: what is typed becomes the course, what something hangs on stays, nothing is lost. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { anEvent, aRace } from '../support/eventDocuments.ts';
import { call } from '../support/raceTraffic.ts';
import { serverOfFile } from './serverOfFile.ts';
import { enterRunners, EVENT, ownerSession, pressAgain, type Session } from './stage.ts';

const server = serverOfFile();
let owner: Session;
test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
	await enterRunners(server, ['901']);
});

interface Stored {
	races: {
		slug: string;
		name: string;
		checkpoints: { slug: string; kind: string; distanceM: number | null }[];
		divisions: { name: string }[];
		awards: { name: string }[];
	}[];
}
const stored = (): Promise<Stored> => call<Stored>(server.url, `/events/${EVENT}?as=document`);
const raceNow = async (slug: string) => (await stored()).races.find((race) => race.slug === slug);

async function opened(browser: Browser, javaScript: boolean, path = '/races/5k'): Promise<Page> {
	const context = await browser.newContext({ storageState: owner, javaScriptEnabled: javaScript });
	const page = await context.newPage();
	await page.goto(`${server.url}/organise/${EVENT}/setup${path}`);
	return page;
}
const save = (page: Page) => pressAgain(page.getByRole('button', { name: 'Save', exact: true }));

for (const javaScript of [true, false])
	test(`a split is added, the divisions are ready-made, and one press takes it back, ${javaScript ? 'with' : 'without'} JavaScript`, async ({
		browser
	}) => {
		const before = await raceNow('5k');
		const page = await opened(browser, javaScript);
		await page.getByRole('button', { name: 'Add a checkpoint' }).click();
		const name = page.locator('#checkpoint_N1_name');
		await expect(name).toBeFocused();
		await name.fill('Kilometre 4');
		await page.locator('#checkpoint_N1_distance').fill('9');
		await page.getByRole('button', { name: 'By decades' }).click();
		await expect(page.locator('#division_N14_name')).toHaveValue('M 70+');
		expect(await raceNow('5k')).toEqual(before);

		await save(page);
		await expect(page.locator('#checkpoint_N1_distance-error')).toContainText('9 km lies behind the end');
		await page.locator('#checkpoint_N1_distance').fill('4');
		await save(page);
		await expect(page.getByText('Saved.').first()).toBeVisible();
		const after = await raceNow('5k');
		expect(after?.checkpoints.map(({ slug }) => slug)).toEqual(['start', 'km-2-5', 'kilometre-4', 'finish']);
		expect(after?.divisions).toHaveLength(14);

		await pressAgain(page.getByRole('button', { name: 'Undo' }));
		await expect(page.locator('#checkpoint_kilometre-4_distance')).toHaveCount(0);
		expect(await raceNow('5k')).toEqual(before);
		await page.context().close();
	});

test('a start with runners cannot be taken out, and says why; what was typed stays', async ({ browser }) => {
	const page = await opened(browser, true);
	await page.getByRole('button', { name: 'Add a wave' }).click();
	await page.locator('#wave_N1_name').fill('Late');
	await pressAgain(page.getByRole('button', { name: 'Take out all', exact: true }));
	await expect(page.locator('[name=wave_all][value=yes]')).toHaveCount(0);
	await save(page);
	await expect(page.locator('#waves')).toContainText('“all” cannot be taken out. It has participants: 1');
	await expect(page.locator('#wave_N1_name')).toHaveValue('Late');
	await page.context().close();
});

test('two organisers who change different rows both keep theirs; the same field is asked about', async ({
	browser
}) => {
	const [first, second] = [await opened(browser, true), await opened(browser, true)];
	await first.locator('#checkpoint_km-2-5_distance').fill('2.6');
	await save(first);
	await expect(first.getByText('Saved.').first()).toBeVisible();
	await second.locator('#checkpoint_km-2-5_distance').fill('2.7');
	await second.locator('#checkpoint_finish_least').fill('11:00');
	await save(second);
	await expect(second.locator('#checkpoint_km-2-5_distance-error')).toContainText('changed it to “2.6”');
	await second.locator('#checkpoint_km-2-5_distance').fill('2.6');
	await save(second);
	await expect(second.getByText('Saved.').first()).toBeVisible();
	const race = await raceNow('5k');
	expect(race?.checkpoints).toEqual([
		expect.objectContaining({ slug: 'start' }),
		expect.objectContaining({ slug: 'km-2-5', distanceM: 2600 }),
		expect.objectContaining({ slug: 'finish', minTimeMs: 660_000 })
	]);
	await Promise.all([first.context().close(), second.context().close()]);
});

test('a race is added and taken out; one with runners stays', async ({ browser }) => {
	const page = await opened(browser, true, '/races');
	await page.locator('#name').fill('Копii 1 km');
	await page.locator('#distance').fill('1');
	await page.locator('#laps').fill('0');
	await page.getByRole('button', { name: 'Add a race' }).click();
	await expect(page.locator('#laps-error')).toContainText('“0” is not a number from 1 to 100');
	await page.locator('#laps').fill('3');
	await pressAgain(page.getByRole('button', { name: 'Add a race' }));
	await expect(page.getByRole('heading', { level: 1, name: 'Копii 1 km' })).toBeVisible();
	await page.locator('#ageTo').fill('12');
	await save(page);
	await expect(page.getByText('Saved.').first()).toBeVisible();

	const visitor = await page.context().newPage();
	await visitor.goto(`${server.url}/e/${EVENT}/register`);
	await expect(visitor.getByLabel('Копii 1 km (up to 12 years)')).toBeVisible();

	await page.getByRole('link', { name: 'Races' }).first().click();
	const take = async (name: string) => {
		const row = page.getByRole('listitem').filter({ hasText: name });
		await row.locator('summary').click();
		await pressAgain(row.getByRole('button', { name: 'Take the race out' }));
	};
	await take('5 km');
	await expect(page.getByText('cannot be taken out. It has participants: 1').first()).toBeVisible();
	await page.goto(`${server.url}/organise/${EVENT}/setup/races`);
	await take('Копii 1 km');
	await expect(page.getByText('Копii 1 km is taken out.').first()).toBeVisible();
	expect((await stored()).races.map(({ slug }) => slug)).toEqual(['5k']);
	await page.context().close();
});

test('a race with as many divisions as it may have is saved by its form, also without JavaScript', async ({
	browser
}) => {
	const divisions = Array.from({ length: 200 }, (_, i) => ({ name: `Категория ${i + 1}, бегуньи и бегуны` }));
	const body = anEvent({ date: '2030-05-19', races: [aRace({ divisions })] });
	await call(server.url, '/events/many', { method: 'PUT', body });
	for (const javaScriptEnabled of [true, false]) {
		const context = await browser.newContext({ storageState: owner, javaScriptEnabled });
		const page = await context.newPage();
		await page.goto(`${server.url}/organise/many/setup/races/5k`);
		await page.locator('#places').fill(javaScriptEnabled ? '501' : '502');
		await save(page);
		await expect(page.getByText('Saved.').first()).toBeVisible();
		await context.close();
	}
	const { races } = await call<{ races: { capacity: number; divisions: object[] }[] }>(
		server.url,
		'/events/many?as=document'
	);
	expect([races[0]?.capacity, races[0]?.divisions.length]).toEqual([502, 200]);
});
