/** The organisers' desk on a finished race: reads from a file, decisions and their way back, versions and what changed. */
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { readElsewhere, standings } from './deskFacts.ts';
import { serverOfFile } from './serverOfFile.ts';
import { enterRunners, EVENT, inLocale, ownerSession } from './stage.ts';

test.describe.configure({ mode: 'serial' });

const server = serverOfFile();
let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
	await enterRunners(server, ['801', '802', '803', '804']);
	context = await browser.newContext({ storageState: await ownerSession(browser, server) });
	page = await context.newPage();
});

const desk = (path = '') => page.goto(`${server.url}/organise/${EVENT}${path}`);
const done = (text: string | RegExp) =>
	expect(page.getByRole('status').filter({ hasText: text })).toBeVisible();

const results = () => standings(server, ['801', '802', '803', '804']);

async function openRunner(bib: string): Promise<void> {
	await desk(`/participants?q=${bib}`);
	await page.getByRole('link', { name: `Runner ${bib}` }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText(`Runner ${bib}`);
}

/** Opens the decision with that title, fills it in and records it. */
async function decide(
	title: string,
	fill: (form: ReturnType<Page['locator']>) => Promise<void>,
	why = 'seen'
) {
	const part = page.locator('details').filter({ has: page.locator('summary', { hasText: title }) });
	await part.locator('summary').click();
	await fill(part);
	await part.getByLabel('Why').fill(why);
	await part.getByRole('button', { name: 'Record the decision' }).click();
}

test('the start of a wave is set after the fact, and a file of times becomes results', async () => {
	await desk();
	await page.getByText('Set the gun time').first().click();
	await page.locator('input[name=time]').first().fill('10:00:00');
	await page.locator('input[name=time]').first().press('Enter');
	await expect(page.getByText('10:00:00').first()).toBeVisible();

	await desk('/results/import');
	await page.getByLabel(/paste/i).fill('801\t24:31\n802\t24:31\n803\t25:10\n99\t25:11\n№4\t26:00\n804\tlate');
	await page.getByRole('button', { name: /Check/ }).click();
	await expect(page.getByText('understood as elapsed since the gun')).toBeVisible();
	await expect(page.getByText('“№4” is no bib')).toBeVisible();
	await expect(page.getByText('“late” is no time')).toBeVisible();
	expect(await results()).toMatchObject({ 801: 'not-seen' });
	await page.getByRole('button', { name: 'Save the new reads (4)' }).click();
	await expect(page.getByText('New: 4. Here already: 0.')).toBeVisible();
	expect(await results()).toEqual({
		801: '1 0:24:31',
		802: '2 0:24:31',
		803: '3 0:25:10',
		804: 'not-seen'
	});
});

test('the same file again adds nothing', async () => {
	await desk('/results/import');
	await page.waitForLoadState('networkidle');
	await page.getByLabel(/paste/i).fill('801\t24:31\n802\t24:31');
	await page.getByRole('button', { name: /Check/ }).click();
	await expect(page.getByText('There is nothing to save in this list.')).toBeVisible();
	await expect(page.getByRole('button', { name: /Save the new reads/ })).toHaveCount(0);
});

test('checks name what stands out before anything is published', async () => {
	await desk('/results');
	await page.getByText('Unknown bib').first().click();
	const unknown = page.locator('li').filter({ hasText: 'Nobody has “99”. Reads at Finish' });
	await expect(unknown.getByRole('link', { name: 'Enter a runner with bib 99' })).toBeVisible();
	await unknown.getByLabel('Bib of the runner').fill('12345');
	await unknown.getByRole('button', { name: 'Give it to this runner' }).click();
	await expect(unknown.getByText('Nobody in this event has this bib.')).toBeVisible();
	await unknown.getByLabel('Bib of the runner').fill('804');
	await unknown.getByRole('button', { name: 'Give it to this runner' }).click();
	await done('Decisions recorded: 1.');
	expect((await results())['804']).toBe('4 0:25:11');
	await page.getByRole('button', { name: 'Undo' }).click();
	await done('Taken back.');
	expect((await results())['804']).toBe('not-seen');
});

test('official results wait until everybody is ruled on', async () => {
	await desk('/results');
	await page.getByRole('button', { name: 'Publish as official' }).click();
	await expect(page.getByText(/Some runners have no result yet/).first()).toBeVisible();
	await page.getByLabel('Note for readers').fill('first look');
	await page.getByRole('button', { name: 'Publish as provisional' }).click();
	await done('Version 1 is public.');
});

test('a disqualification is recorded with its reason, taken back, and may stand again', async () => {
	await openRunner('803');
	await decide('Take out of the ranking', (form) => form.getByText('DQ: disqualified').click());
	await done('The decision is recorded.');
	expect((await results())['803']).toBe('dq');
	const listed = page.locator('li').filter({ hasText: 'DQ: disqualified' }).filter({ hasText: '“seen”' });
	await listed.getByText('Take back').first().click();
	await listed.getByLabel('Why').fill('it was another runner');
	await listed.getByRole('button', { name: 'Take back' }).click();
	await done('The decision is taken back.');
	expect((await results())['803']).toBe('3 0:25:10');
	await openRunner('803');
	await decide('Take out of the ranking', (form) => form.getByText('DQ: disqualified').click());
	await done('The decision is recorded.');
});

test('a penalty of 30 is thirty seconds, needs no reason, and says what was understood', async () => {
	await openRunner('802');
	await decide('Time penalty or bonus', (form) => form.getByLabel('Duration').fill('half'), '');
	await expect(page.getByText('“half” is not a duration').first()).toBeVisible();
	await expect(page.getByLabel('Duration')).toHaveValue('half');
	await page.getByLabel('Duration').fill('30');
	await expect(page.getByText('Understood: 30 sec')).toBeVisible();
	await page.getByRole('button', { name: 'Record the decision' }).locator('visible=true').first().click();
	await done('The decision is recorded. Understood: 30 sec');
	expect((await results())['802']).toBe('2 0:25:01');
});

test('a finish is given since the gun or by the clock, and both are shown before it is recorded', async () => {
	await openRunner('804');
	const part = page
		.locator('details')
		.filter({ has: page.locator('summary', { hasText: 'Set this runner’s finish time' }) });
	await part.locator('summary').click();
	const understood = part.locator('output');
	for (const [typed, as, words] of [
		['26:40', 'either', '10:26:40.000, 26:40 after the gun'],
		['10:26:40.5', 'either', '10:26:40.500, 26:40.500 after the gun'],
		['0:26:40', 'clock', '00:26:40.000, 14:26:40 after the gun'],
		['10:26', 'gun', '10:10:26.000, 10:26 after the gun']
	] as const) {
		await part.getByLabel('Time', { exact: true }).fill(typed);
		await part.getByLabel('Given as').selectOption(as);
		await expect(understood).toHaveText(`Understood: ${words}`);
	}
	await part.getByLabel('Time', { exact: true }).fill('26:40');
	await part.getByLabel('Given as').selectOption('either');
	await part.getByRole('button', { name: 'Record the decision' }).click();
	await done('The decision is recorded. Understood: 10:26:40.000, 26:40 after the gun');
	expect((await results())['804']).toBe('3 0:26:40');
	const listed = page.locator('li').filter({ hasText: 'Finish at 10:26:40' });
	await listed.getByText('Take back').first().click();
	await listed.getByRole('button', { name: 'Take back' }).click();
	await done('The decision is taken back.');
	expect((await results())['804']).toBe('not-seen');
});

test('a bib that somebody else has is refused with who that is, and the way there', async () => {
	await openRunner('804');
	await page.getByText('Change the entry').click();
	await page.getByLabel('Bib', { exact: true }).fill('801');
	await page.getByRole('button', { name: 'Save the entry' }).click();
	await expect(page.getByText('Bib 801 is Runner 801’s').first()).toBeVisible();
	await page.getByRole('link', { name: 'Open Runner 801’s page' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Runner 801');
});

test('two who wore each other’s bib are put right', async () => {
	await openRunner('801');
	await decide('Wore another runner’s bib', (form) => form.getByLabel('Bib of the other runner').fill('804'));
	await done('The decision is recorded.');
	expect(await results()).toMatchObject({ 801: 'not-seen', 804: '1 0:24:31' });
});

test('the next version says in words what changed', async () => {
	await desk('/results');
	await page.getByLabel(/Record DNS for everyone not seen/).check();
	await page.getByRole('button', { name: 'Publish as official' }).click();
	const question = page.getByRole('group', { name: 'Publish official results?' });
	await expect(question).toBeFocused();
	await expect(question).toContainText('Ruled DNS, did not start (1): 801 Runner 801');
	await expect(question).toContainText('803 Runner 803: 0:25:10 → DQ: disqualified');
	await question.getByRole('button', { name: 'Yes, publish as official' }).click();
	await done('Version 2 is public.');
	await page.getByRole('link', { name: /Changed since version 1/ }).click();
	const changes = page.locator('section[aria-labelledby=changes]');
	await expect(changes).toContainText('bib 803 · Runner 803: 0:25:10 → DQ: disqualified');
	await expect(changes).toContainText('0:24:31 → 0:25:01');
	await desk('/decisions');
	await expect(page.getByText('DNS: did not start').first()).toBeVisible();
});

test('reads of a phone that stood elsewhere are accepted by one press, and taken back by one', async () => {
	await readElsewhere(server, { device: 'moved-a', bib: '804' });
	await desk('/phones');
	await page.getByRole('button', { name: 'Accept all reads of moved-a at Finish' }).click();
	await done('Accepted, counting now: 1.');
	await expect(page.getByText('Reads waiting to be accepted')).toHaveCount(0);
	await page.getByRole('button', { name: 'Undo' }).click();
	await done('Taken back.');
	await expect(page.getByRole('heading', { name: 'Reads waiting to be accepted' })).toBeVisible();
});

test('a phone is moved, gets another role, and is revoked only when asked twice', async () => {
	await desk('/phones');
	const row = page.getByRole('row', { name: /moved-a/ });
	await row.getByText('Move or change').click();
	await row.locator('select[name=checkpoint]').selectOption('finish');
	await row.locator('select[name=role]').selectOption('chute');
	await row.getByRole('button', { name: 'Move', exact: true }).click();
	await expect(row).toContainText(/Finish\s+Chute: reads bibs/);
	// What was folded out for the move is done with.
	await row.getByText('Move or change').click();
	await row.getByText('Revoke', { exact: true }).click();
	await row.getByRole('button', { name: 'Revoke now' }).click();
	await page.getByText(/Not in use: \d/).click();
	await expect(row).toContainText('Not paired');
});

test('no page of the desk is wider than its screen, in three languages', async ({ browser }) => {
	const storageState = await context.storageState();
	await openRunner('803');
	const runner = new URL(page.url()).pathname.replace(`/organise/${EVENT}`, '');
	const shown = [
		'/phones',
		'/phones/tokens?from=30&to=20',
		'/results',
		'/results/import',
		'/results/versions/2',
		'/decisions',
		runner
	];
	for (const [locale, width, height] of [
		['en', 1280, 800],
		['ro', 390, 844],
		['ru', 390, 844]
	] as const) {
		const other = await browser.newContext({ storageState, viewport: { width, height } });
		const tab = await other.newPage();
		for (const path of shown) {
			await tab.goto(`${server.url}${inLocale(`/organise/${EVENT}${path}`, locale)}`);
			await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
			expect(await tab.evaluate(() => document.scrollingElement?.scrollWidth), path).toBe(width);
		}
		await other.close();
	}
});
