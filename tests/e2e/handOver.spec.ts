/** A phone that never meets a network hands its reads over: as QR pages to the organiser's camera, and as a file. */
import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { browserWithCamera, writeFakeCamera } from '../support/fakeCamera.ts';
import { call } from '../support/raceTraffic.ts';
import { serverOfFile } from './serverOfFile.ts';
import { enterRunners, EVENT, holdRace, ownerSession, pairPhone, type Session } from './stage.ts';

const server = serverOfFile();
let owner: Session;
const BIBS = ['911', '912', '913'];

test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
	await holdRace(server);
	await enterRunners(server, BIBS);
});

async function readOffline(page: Page): Promise<void> {
	await pairPhone(page, { server });
	await page.context().setOffline(true);
	await page.locator('.desk-actions button').first().click();
	for (const bib of BIBS) {
		await page.keyboard.type(bib, { delay: 120 });
		await page.keyboard.press('Enter');
	}
	await expect(page.getByTestId('on-phone')).toHaveText('3');
}

/** Turns the pages by hand and takes what a camera would see of each. */
async function shownPages(page: Page): Promise<string[]> {
	await page.getByRole('button', { name: 'Show as QR codes' }).click();
	const picture = page.locator('svg[data-page]');
	await page.getByRole('button', { name: 'Next' }).click();
	const pages = new Set<string>();
	for (let turn = 0; turn < 20; turn++) {
		pages.add((await picture.getAttribute('data-page')) ?? '');
		await page.getByRole('button', { name: 'Next' }).click();
	}
	return [...pages];
}

const finished = async () => {
	const { items } = await call<{ items: { bib: string; status: string }[] }>(
		server.url,
		`/events/${EVENT}/races/5k/results?pageSize=200`
	);
	return items
		.filter(({ bib, status }) => BIBS.includes(bib) && status === 'finished')
		.map(({ bib }) => bib)
		.sort();
};

test('by QR pages in front of a camera, then by a file that brings nothing twice, then by the network after all', async ({
	browser
}, info) => {
	test.setTimeout(150_000);
	const phone = await browser.newContext({ viewport: { width: 390, height: 844 } });
	const scan = await phone.newPage();
	await readOffline(scan);
	await scan.locator('.status-settings').click();
	const download = scan.waitForEvent('download');
	await scan.getByRole('button', { name: 'Save to a file' }).click();
	const file = await (await download).path();
	expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ event: EVENT, items: [{}, {}, {}] });
	const pages = await shownPages(scan);

	const video = info.outputPath('pages.y4m');
	const scenes = pages.map((page) => ({ codes: [page], holdMs: 800 }));
	await writeFakeCamera(video, { fps: 5, scenes: [...scenes, { codes: [], holdMs: 400 }] });
	const laptop = await browserWithCamera(video);
	try {
		const desk = await laptop.newContext({ storageState: owner, permissions: ['camera'], locale: 'en-GB' });
		const page = await desk.newPage();
		await page.goto(`${server.url}/organise/${EVENT}/phones`);
		await page.getByRole('link', { name: 'Reads from a phone' }).click();
		await page.getByRole('button', { name: 'Scan the QR codes' }).click();
		await expect(page.getByText('New: 3. Here already: 0.')).toBeVisible({ timeout: 60_000 });
		expect(await finished()).toEqual([]);
		await page.getByRole('button', { name: 'Take the reads over' }).click();
		await expect(page.getByText('Taken over. New: 3. Here already: 0.')).toBeVisible();
		expect(await finished()).toEqual(BIBS);

		await page.goto(`${server.url}/organise/${EVENT}/phones/reads`);
		await page.locator('#file').setInputFiles(file);
		await page.getByRole('button', { name: 'Check' }).click();
		await expect(page.getByText('There is nothing new in this file.')).toBeVisible();
	} finally {
		await laptop.close();
	}

	await phone.setOffline(false);
	await expect(scan.getByTestId('safe')).toHaveText('3', { timeout: 30_000 });
	expect(await finished()).toEqual(BIBS);
	await phone.close();
});

test('a file that is none is refused with the reason', async ({ browser }) => {
	const desk = await browser.newContext({ storageState: owner, javaScriptEnabled: false });
	const page = await desk.newPage();
	await page.goto(`${server.url}/organise/${EVENT}/phones/reads`);
	const file = { name: 'reads.json', mimeType: 'application/json', buffer: Buffer.from('{"half": ') };
	await page.locator('#file').setInputFiles(file);
	await page.getByRole('button', { name: 'Check' }).click();
	await expect(page.getByRole('alert')).toContainText('This is not what a phone hands over');
	await desk.close();
});
