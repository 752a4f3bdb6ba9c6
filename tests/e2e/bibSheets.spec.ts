/** What an organiser hands out before the race: every bib on paper, and the link to who has lost it. */
import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { secretLinkIn } from '../support/keptMails.ts';
import { openPrinter } from '../support/printer.ts';
import { call } from '../support/raceTraffic.ts';
import { serverOfFile } from './serverOfFile.ts';
import { enterRunners, EVENT, ownerSession, type Session } from './stage.ts';

const server = serverOfFile();
let owner: Session;
test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
	await enterRunners(server, ['7', '12', '101', '102', '103', '104']);
});

const codes = async (): Promise<Map<string, string>> => {
	const { bibs } = await call<{ bibs: { bib: string; code: string }[] }>(
		server.url,
		`/events/${EVENT}/roster`
	);
	return new Map(bibs.map(({ bib, code }) => [bib, code]));
};

/** The codes of the file that the press gives, page by page. */
async function printed(
	page: Page,
	button = page.getByRole('button', { name: 'Download the PDF' }),
	name = `bibs-${EVENT}.pdf`
): Promise<string[][]> {
	const download = page.waitForEvent('download');
	await button.click();
	const file = await download;
	expect(file.suggestedFilename()).toBe(name);
	const printer = await openPrinter();
	try {
		const pages = await printer.print(await readFile(await file.path()), 100);
		return pages.map((sheet) => sheet.codes.map(({ text }) => text.split('/').at(-1) ?? '').sort());
	} finally {
		printer.close();
	}
}

for (const javaScriptEnabled of [true, false])
	test(`every bib is printed once, in order, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
		browser
	}) => {
		const context = await browser.newContext({ storageState: owner, javaScriptEnabled });
		const page = await context.newPage();
		await page.goto(`${server.url}/organise/${EVENT}/participants`);
		await page.getByRole('link', { name: 'Print bibs' }).click();
		const known = await codes();
		const of = (...bibs: string[]) => bibs.map((bib) => known.get(bib) ?? '').sort();
		expect(await printed(page)).toEqual(['7', '12', '101', '102', '103', '104'].map((bib) => of(bib)));
		if (javaScriptEnabled) await expect(page.getByText('The file is whole: 6 bibs.')).toBeVisible();

		await page.locator('#from').fill('12');
		await page.locator('#to').fill('104');
		await page.getByLabel('Four on a sheet').check();
		expect(await printed(page)).toEqual([of('12', '101', '102', '103'), of('104')]);

		for (const [from, to, words] of [
			['20', '10', '20'],
			['x', '', '“x” is not a bib’s number'],
			['500', '600', 'Nobody has such a bib']
		] as const) {
			// The page has come anew with what was wrong.
			if (javaScriptEnabled) await page.waitForLoadState('networkidle');
			await page.locator('#from').fill(from);
			await page.locator('#to').fill(to);
			await page.getByRole('button', { name: 'Download the PDF' }).click();
			await expect(page.getByRole('alert')).toContainText(words);
			await expect(page.locator('#from')).toHaveValue(from);
			await expect(page.getByLabel('Four on a sheet')).toBeChecked();
		}
		await context.close();
	});

test('one bib is printed from the page of who bears it, also one with letters', async ({ browser }) => {
	await enterRunners(server, ['F7']);
	const context = await browser.newContext({ storageState: owner });
	const page = await context.newPage();
	await page.goto(`${server.url}/organise/${EVENT}/participants?q=F7`);
	await page.getByRole('link', { name: 'Runner F7' }).click();
	const link = page.getByRole('link', { name: 'Print this bib' });
	expect(await printed(page, link, `bibs-${EVENT}-F7.pdf`)).toEqual([[(await codes()).get('F7') ?? '']]);
	await context.close();
});

test('the link is sent anew to the address of the entry, and leads to the own page', async ({ browser }) => {
	await call(server.url, `/events/${EVENT}/participants`, {
		method: 'POST',
		body: { items: [{ race: '5k', wave: 'all', bib: '900', name: 'Ana Șase', email: 'ana@example.org' }] }
	});
	const context = await browser.newContext({ storageState: owner });
	const page = await context.newPage();
	await page.goto(`${server.url}/organise/${EVENT}/participants?q=900`);
	await page.getByRole('link', { name: 'Ana Șase' }).click();
	await page.getByRole('button', { name: 'Send the link to the own page' }).click();
	await expect(page.getByText('The link is on its way to ana@example.org.').first()).toBeVisible();
	const link = await secretLinkIn(server, { email: 'ana@example.org' });
	const runner = await (await browser.newContext()).newPage();
	await runner.goto(link);
	await runner.locator('main form button').first().click();
	await expect(runner).toHaveURL(/\/me/);
	await expect(runner.locator('main')).toContainText('900');
	// Who has no address cannot be written to.
	await page.goto(`${server.url}/organise/${EVENT}/participants?q=101`);
	await page.getByRole('link', { name: 'Runner 101' }).click();
	await expect(page.getByRole('button', { name: 'Send the link to the own page' })).toHaveCount(0);
	await runner.context().close();
	await context.close();
});

test('as many files as may be are made at once, and the next one says so', async ({ browser }) => {
	const context = await browser.newContext({ storageState: owner });
	await enterRunners(
		server,
		Array.from({ length: 400 }, (_, index) => String(1000 + index))
	);
	// Three readers that take nothing.
	const file = `${server.url}/organise/${EVENT}/participants/bibs/sheets.pdf`;
	const Cookie = owner.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	const slow = await Promise.all([1, 2, 3].map(() => fetch(file, { headers: { Cookie } })));
	const page = await context.newPage();
	await page.goto(`${server.url}/organise/${EVENT}/participants/bibs`);
	await page.locator('#from').fill('1000');
	await page.getByRole('button', { name: 'Download the PDF' }).click();
	await expect(page.getByRole('alert')).toContainText('Several files of bibs are being made just now');
	await expect(page.locator('#from')).toHaveValue('1000');
	// Whoever goes away makes room.
	for (const answer of slow) await answer.body?.cancel();
	await expect
		.poll(async () => {
			const answer = await fetch(`${file}?to=12`, { headers: { Cookie }, redirect: 'manual' });
			await answer.arrayBuffer();
			return answer.status;
		})
		.toBe(200);
	await context.close();
});
