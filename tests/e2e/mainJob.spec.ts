/**
 * The main job, end to end and for real: from sign-up to a published result, on the built server, over https, with a
 * camera that sees the bibs the application printed, a network that goes away and a server that is killed.
 */
import { expect, request, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { pictureOfPdf, type Picture } from '../support/bibPicture.ts';
import { browserWithCamera, writeFakeCamera } from '../support/fakeCamera.ts';
import { json } from '../support/raceTraffic.ts';
import { becomeOwner, register, startMinutesAgo, type Runner } from './pages.ts';
import { serverOfFile } from './serverOfFile.ts';

const EVENT = 'practice';
const RUNNERS: Runner[] = [
	{ language: 'ro', name: 'Runner Alpha', javaScript: true },
	{ language: 'en', name: 'Runner Beta', javaScript: false },
	{ language: 'en', name: 'Runner Gamma', javaScript: true }
];

const server = serverOfFile({ https: 'on' });

test('from sign-up to a published result, with no network and a killed server in between', async ({
	browser
}) => {
	test.setTimeout(240_000);

	const bibs = await test.step('three runners register and print their bibs', () => registerAll(browser));
	const organiser = await browser.newContext({ ignoreHTTPSErrors: true });
	const desk = await organiser.newPage();
	const pairing = await test.step('the organiser starts the race and offers a pairing', () => openRace(desk));

	const video = test.info().outputPath('bibs.y4m');
	await writeFakeCamera(video, {
		width: 1280,
		height: 720,
		fps: 5,
		scenes: [
			{ codes: [], holdMs: 4000 },
			...bibs.flatMap(({ printed }) => [
				{ codes: [], printed, holdMs: 6000 },
				{ codes: [], holdMs: 3000 }
			]),
			{ codes: [], holdMs: 60_000 }
		]
	});
	const phoneBrowser = await browserWithCamera(video);
	try {
		const phone = await phoneBrowser.newContext({
			ignoreHTTPSErrors: true,
			viewport: { width: 390, height: 844 },
			permissions: ['camera']
		});
		const scan = await phone.newPage();
		await test.step('the volunteer pairs the phone', () => pairPhone(scan, pairing));
		await test.step('three reads: the network goes after the first, the server dies, all comes back', () =>
			readThree(phone, scan));
	} finally {
		await phoneBrowser.close();
	}

	const spectator = await browser.newContext({ ignoreHTTPSErrors: true });
	const live = await spectator.newPage();
	await test.step('the live page shows three results with the times of the rounding rule', () =>
		watchLive(live, bibs));
	await test.step('published results stand beside the message, each runner once', () =>
		publish(desk, live, bibs));
});

interface Registered extends Runner {
	bib: string;
	printed: Picture;
}

async function registerAll(browser: Browser): Promise<Registered[]> {
	const registered: Registered[] = [];
	for (const runner of RUNNERS) {
		const context = await browser.newContext({
			ignoreHTTPSErrors: true,
			javaScriptEnabled: runner.javaScript
		});
		const page = await context.newPage();
		const bib = await register(page, { url: server.url, event: EVENT, runner });
		const pdf = await context.request.get(`${server.url}/me/bib.pdf`);
		expect(pdf.headers()['content-type']).toContain('application/pdf');
		registered.push({ ...runner, bib, printed: await pictureOfPdf(await pdf.body(), 700) });
		await context.close();
	}
	expect(new Set(registered.map(({ bib }) => bib)).size).toBe(3);
	return registered;
}

/** Answers the address in the pairing code. The race has been on for 25 minutes, as a five-kilometre finish needs. */
async function openRace(desk: Page): Promise<string> {
	const setupPath = server.setupPath();
	expect(setupPath).not.toBeNull();
	await becomeOwner(desk, { url: server.url, setupPath: setupPath ?? '' });
	await desk.goto(`${server.url}/organise/${EVENT}`);
	await startMinutesAgo(desk, 25);

	await desk.goto(`${server.url}/organise/${EVENT}/phones`);
	await desk.getByLabel('Checkpoint').selectOption('finish');
	await desk.getByLabel('What the volunteer does').selectOption('line');
	await desk.getByRole('button', { name: 'Show the pairing code' }).click();
	const code = desk.locator('[data-pairing-url]');
	await expect(code).toBeVisible();
	return (await code.getAttribute('data-pairing-url')) ?? '';
}

async function pairPhone(scan: Page, pairing: string): Promise<void> {
	await scan.goto(pairing);
	await expect(scan.getByTestId('safe')).toHaveText('0', { timeout: 20_000 });
	expect(scan.url()).not.toContain('pair=');
}

async function readThree(phone: BrowserContext, scan: Page): Promise<void> {
	const reads = scan.getByTestId('last-reads').locator('li');
	await expect(reads).toHaveCount(1, { timeout: 40_000 });
	await phone.setOffline(true);
	await expect(reads).toHaveCount(2, { timeout: 40_000 });
	await server.kill();
	await expect(reads).toHaveCount(3, { timeout: 40_000 });
	await server.start();
	await phone.setOffline(false);
	await expect(scan.getByTestId('safe')).toHaveText('3', { timeout: 60_000 });
	await expect(scan.getByTestId('on-phone')).toHaveText('0');
}

interface Row {
	bib: string | null;
	gunTimeMs: number | null;
	gunTime: string | null;
}
/** With the owner key: the unpublished state. */
async function results(): Promise<{ items: Row[]; total: number }> {
	const api = await request.newContext({ ignoreHTTPSErrors: true, extraHTTPHeaders: json });
	const answer = await api.get(`${server.url}/api/v1/events/${EVENT}/races/5k/results`);
	expect(answer.ok()).toBe(true);
	const body: { items: Row[]; total: number } = await answer.json();
	await api.dispose();
	return body;
}

async function watchLive(live: Page, bibs: Registered[]): Promise<void> {
	await live.goto(`${server.url}/e/${EVENT}/live`);
	const { items } = await results();
	const finished = items.filter(({ gunTimeMs }) => gunTimeMs !== null);
	expect(finished.map(({ bib }) => bib).sort()).toEqual(bibs.map(({ bib }) => bib).sort());
	for (const { bib, gunTimeMs } of finished) {
		const roundedUp = Math.ceil((gunTimeMs ?? 0) / 1000);
		const time = `0:${String(Math.floor(roundedUp / 60)).padStart(2, '0')}:${String(roundedUp % 60).padStart(2, '0')}`;
		const name = bibs.find((runner) => runner.bib === bib)?.name ?? '';
		await expect(live.getByRole('row').filter({ hasText: name })).toContainText(time);
	}
}

async function publish(desk: Page, spectator: Page, bibs: Registered[]): Promise<void> {
	await desk.goto(`${server.url}/organise/${EVENT}`);
	await desk.getByRole('button', { name: 'Publish as provisional' }).click();
	await expect(desk.getByText('Version 1 is public.')).toBeVisible();
	await desk.getByRole('button', { name: 'Publish as official' }).click();
	await desk.getByRole('button', { name: 'Yes, publish as official' }).click();
	await expect(desk.getByText('Version 2 is public.')).toBeVisible();
	await spectator.goto(`${server.url}/e/${EVENT}/results`);
	await expect(spectator.getByText('Bring trafficking to a standstill')).toBeVisible();
	await expect(spectator.getByText('Official', { exact: true })).toBeVisible();
	for (const { name } of bibs)
		await expect(spectator.getByRole('row').filter({ hasText: name })).toHaveCount(1);
	expect((await results()).total).toBe(3);
}
