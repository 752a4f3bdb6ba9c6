/**
 * What the phone of a spotter and of the check-in desk shows, also with no network; and that every role fits a phone in three
 * languages.
 */
import { expect, test, type Page } from '@playwright/test';
import { call, finishOf, makeRace, upload } from '../support/raceTraffic.ts';
import { keptTokens } from '../support/volunteerPhone.ts';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, holdRace, LOCALES, ownerSession, pairPhone, type Locale, type Session } from './stage.ts';
import { tooSmall } from './touchSizes.ts';

const server = serverOfFile();
let owner: Session;

test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
	await holdRace(server);
});

const pair = (page: Page, phone: { role: string; locale?: Locale; event?: string }) =>
	pairPhone(page, { server, ...phone });

/** As a person types, slower than a hand scanner. */
async function typeOn(page: Page, text: string): Promise<void> {
	await page.keyboard.type(text, { delay: 120 });
	await page.keyboard.press('Enter');
}

test('the race-day desk names who is overdue, and leads to the runner', async ({ browser }) => {
	const desk = await browser.newContext({ storageState: owner });
	const page = await desk.newPage();
	await page.goto(`${server.url}/organise/${EVENT}`);
	await expect(page.getByText('Overdue: 1')).toBeVisible();
	await expect(page.getByText(/^Overdue at Finish since \d\d:\d\d$/)).toBeVisible();
	await page.getByRole('link', { name: '904', exact: true }).click();
	await expect(page.getByRole('link', { name: 'Runner Gamma' })).toBeVisible();
	await desk.close();
});

test('a spotter sees who is overdue, with no network too, dated; nobody is overdue who came in', async ({
	browser
}) => {
	const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
	const page = await context.newPage();
	await page.clock.install();
	await pair(page, { role: 'spotter' });
	// 904 passed half way after 800 s of a race that began 40 minutes ago.
	const row = page.getByRole('listitem').filter({ hasText: '904' });
	await expect(row).toContainText('Overdue at Finish since');
	await expect(row).toContainText('last seen: Km 2.5');
	await expect(page.getByText(/As of \d\d:\d\d:\d\d\./)).toBeVisible();

	await context.setOffline(true);
	await page.clock.fastForward(120_000);
	await expect(page.getByText('No news since then.')).toBeVisible();
	await expect(row).toBeVisible();

	await context.setOffline(false);
	await call(server.url, `/events/${EVENT}/rulings`, {
		method: 'POST',
		body: { type: 'dnf', race: '5k', bib: '904', why: 'picked up' }
	});
	await page.clock.fastForward(60_000);
	await expect(page.getByText('Nobody is on the course.')).toBeVisible();
	await context.close();
});

test('after a finish of 120 without start reads, race day and a spotter count the four who were never seen', async ({
	browser
}) => {
	const gunMs = Date.now() - 45 * 60_000;
	await makeRace(server.url, { slug: 'town', runners: 120, gunMs });
	const missing = [17, 50, 51, 120];
	const finished = Array.from({ length: 120 }, (_, n) => n + 1).filter((bib) => !missing.includes(bib));
	const reads = finished.map((bib, seq) => finishOf({ bib, seq, atMs: gunMs + 1_200_000 + seq * 10_000 }));
	expect(await upload(server.url, 'town', 'finish-a', reads)).toHaveLength(116);

	const desk = await browser.newContext({ storageState: owner });
	const page = await desk.newPage();
	await page.goto(`${server.url}/organise/town`);
	await expect(page.getByText('Started or expected, never seen: 4')).toBeVisible();
	await desk.close();

	const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
	const phone = await context.newPage();
	await pair(phone, { role: 'spotter', event: 'town' });
	await expect(phone.getByText('Started or expected, never seen: 4')).toBeVisible();
	await expect(phone.getByText('Nobody is on the course.')).toBeHidden();
	await context.close();
});

test('the check-in desk hands bibs out with no network, each once, and the list of participants shows it', async ({
	browser
}) => {
	const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
	const page = await context.newPage();
	await pair(page, { role: 'check-in' });
	await page.locator('.desk-actions button').first().click();
	const type = (text: string) => typeOn(page, text);
	const words = page.locator('.read-words');
	await type('902');
	await expect(words).toHaveText('5 km · wave all');
	await context.setOffline(true);
	await type('4711');
	await expect(words).toHaveText('not on the list – saved');
	await page.locator('.desk-actions').getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByTestId('checked-in')).toHaveText('Bibs handed out here: 1');
	await type('902');
	await expect(words).toHaveText(/^handed out already, \d\d:\d\d:\d\d$/);
	await expect(page.getByTestId('on-phone')).toHaveText('1');
	await context.setOffline(false);
	await expect(page.getByTestId('safe')).toHaveText('1', { timeout: 20_000 });
	await context.close();

	const desk = await browser.newContext({ storageState: owner });
	const list = await desk.newPage();
	await list.goto(`${server.url}/organise/${EVENT}/participants`);
	await expect(list.getByText('Bibs handed out: 1')).toBeVisible();
	await expect(list.getByRole('row').filter({ hasText: '902' })).toContainText('bib handed out');
	await desk.close();
});

test('in the chute a token goes to the bib of its look, else to the bib before, and is felt once', async ({
	browser
}) => {
	const { bibs } = await call<{ bibs: { bib: string; code: string }[] }>(
		server.url,
		`/events/${EVENT}/roster`
	);
	const codeOf = (bib: string) => bibs.find((entry) => entry.bib === bib)?.code ?? '';
	const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
	const page = await context.newPage();
	await page.addInitScript(() => {
		Object.assign(window, { felt: 0 });
		navigator.vibrate = () => {
			(window as unknown as { felt: number }).felt++;
			return true;
		};
	});
	await pair(page, { role: 'chute' });
	await context.setOffline(true);
	/** Keys as fast as a hand scanner's, whatever else this machine does. */
	const scan = (...texts: string[]) =>
		page.evaluate((codes) => {
			for (const key of codes.flatMap((code) => [...code, 'Enter']))
				document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
		}, texts);
	await scan(`HTTPS://RUN.EXAMPLE.ORG/B/${codeOf('901')}`);
	await expect(page.getByTestId('on-phone')).toHaveText('1');
	const felt = () => page.evaluate(() => (window as unknown as { felt: number }).felt);
	const before = await felt();
	await scan(...Array<string>(5).fill('HTTPS://RUN.EXAMPLE.ORG/T/31'));
	expect(await felt(), 'a token that stays in the picture is felt once').toBe(before + 1);
	// It belongs to the bib before it, once no other bib came in the same look.
	await expect(page.locator('.read-words')).toHaveText('token 31');
	await scan('HTTPS://RUN.EXAMPLE.ORG/T/32', `HTTPS://RUN.EXAMPLE.ORG/B/${codeOf('902')}`);
	await expect(page.getByTestId('on-phone')).toHaveText('2');
	expect(await keptTokens(page)).toEqual([31, 32]);
	// The QR of this one is torn.
	await page.locator('.desk-actions button').first().click();
	const type = (text: string) => typeOn(page, text);
	await type('T33');
	await expect(page.getByText('Token 33: now the bib').first()).toBeVisible();
	await type('903');
	await expect(page.getByTestId('on-phone')).toHaveText('3');
	expect(await keptTokens(page)).toEqual([31, 32, 33]);
	await context.close();
});

test('a sync mark is pressed after the same runner at the line and in the chute, and counts up on both', async ({
	browser
}) => {
	const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
	const line = await context.newPage();
	await pair(line, { role: 'tap' });
	await context.setOffline(true);
	const mark = (page: Page, number: number) => page.getByRole('button', { name: `Mark ${number}` });
	await expect(mark(line, 1), 'nothing to mark yet').toBeDisabled();
	await line.keyboard.press('Space');
	await mark(line, 1).click();
	await expect(line.getByText('mark 1', { exact: true })).toBeVisible();
	await expect(mark(line, 2), 'a tap has one mark').toBeDisabled();
	await line.keyboard.press('Space');
	await expect(mark(line, 2)).toBeEnabled();
	expect(await keptTokens(line)).toEqual([1, null]);

	const other = await browser.newContext({ viewport: { width: 390, height: 844 } });
	const chute = await other.newPage();
	await pair(chute, { role: 'chute' });
	await other.setOffline(true);
	await chute.locator('.status-settings').click();
	await chute.getByRole('button', { name: 'Next number', exact: true }).click();
	await chute.getByRole('button', { name: 'Previous number' }).click();
	await chute.getByRole('button', { name: 'Close' }).click();
	await chute.locator('.desk-actions button').first().click();
	await typeOn(chute, '902');
	await mark(chute, 1).click();
	await expect(chute.locator('.read-words')).toHaveText('mark 1');
	expect(await keptTokens(chute)).toEqual([1]);
	await context.close();
	await other.close();
});

test('every role fits the phone and keeps text at 18 px and targets at 44 px, in three languages', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const faults: string[] = [];
	for (const locale of LOCALES) {
		const context = await browser.newContext({
			viewport: { width: 390, height: 844 },
			reducedMotion: 'reduce'
		});
		const page = await context.newPage();
		for (const role of ['line', 'tap', 'chute', 'checkpoint', 'check-in', 'spotter']) {
			await pair(page, { role, locale });
			faults.push(...(await tooSmall(page)).map((fault) => `${locale} ${role}: ${fault}`));
			if (role === 'chute') faults.push(...(await behindTheButtons(page, locale)));
		}
		await context.close();
	}
	expect(faults).toEqual([]);
});

/** The keypad and the settings, opened and closed again. */
async function behindTheButtons(page: Page, locale: Locale): Promise<string[]> {
	const keypad = page.locator('.desk-actions button').first();
	await keypad.click();
	await page.keyboard.type('902', { delay: 120 });
	const faults = (await tooSmall(page)).map((fault) => `${locale} keypad: ${fault}`);
	const covered = await page.getByTestId('typed').evaluate((typed) => {
		const { left, top, width, height } = typed.getBoundingClientRect();
		return !typed.contains(document.elementFromPoint(left + width / 2, top + height / 2));
	});
	if (covered) faults.push(`${locale} keypad: the typed number is covered`);
	await keypad.click();
	await page.locator('.status-settings').click();
	faults.push(...(await tooSmall(page)).map((fault) => `${locale} settings: ${fault}`));
	await page.locator('.sheet header button').click();
	return faults;
}
