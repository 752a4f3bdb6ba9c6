/** One picture of 1280 × 720 as a busy line gives it: three bibs, a torn one and a stranger's QR, then a fourth runner. */
import { expect, test } from '@playwright/test';
import { bibAddress } from '../../src/lib/domain/bibs/bibCode.ts';
import { browserWithCamera, writeFakeCamera } from '../support/fakeCamera.ts';
import { call } from '../support/raceTraffic.ts';
import { pairingCode, storedPassings } from '../support/volunteerPhone.ts';
import { serverOfFile } from './serverOfFile.ts';
import { enterRunners, EVENT, holdRace } from './stage.ts';

const ABREAST = ['911', '912', '913'];
const TORN = '914';
const BEHIND = '915';
const FOREIGN = 'https://shop.example.org/offer?id=42';

const server = serverOfFile();
test.beforeAll(async () => {
	await holdRace(server);
	await enterRunners(server, [...ABREAST, TORN, BEHIND]);
});

/** The QR of a bib, as it is printed. */
async function printedCodes(): Promise<(bib: string) => string> {
	const { bibs } = await call<{ bibs: { bib: string; code: string }[] }>(
		server.url,
		`/events/${EVENT}/roster`
	);
	return (bib) => bibAddress(server.url, bibs.find((entry) => entry.bib === bib)?.code ?? '');
}

/** Every flash of the scanner in order, `911 912 913 QR | QR: Not a bib …`, since the next may come at once. */
function keepWhatIsTold(): void {
	const told: string[] = [];
	Object.assign(window, { told });
	new MutationObserver(() => {
		const text = (part: string): string => document.querySelector(`.read-${part}`)?.textContent ?? '';
		const now = `${text('number')} | ${text('words')}`;
		if (now !== told.at(-1)) told.push(now);
	}).observe(document, { childList: true, subtree: true, characterData: true });
}

test('three abreast are three reads, a torn bib is none, a foreign QR is kept and holds nobody up', async () => {
	test.setTimeout(120_000);
	const printed = await printedCodes();
	const video = test.info().outputPath('line.y4m');
	const abreast = ABREAST.map(printed);
	await writeFakeCamera(video, {
		width: 1280,
		height: 720,
		fps: 5,
		scenes: [
			{ codes: [], holdMs: 3000 },
			{ codes: [...abreast, { text: printed(TORN), torn: true }, FOREIGN], holdMs: 5000 },
			{ codes: [FOREIGN, printed(BEHIND)], holdMs: 4000 },
			{ codes: [], holdMs: 60_000 }
		]
	});
	const browser = await browserWithCamera(video);
	try {
		const context = await browser.newContext({
			viewport: { width: 390, height: 844 },
			permissions: ['camera']
		});
		const page = await context.newPage();
		await page.addInitScript(keepWhatIsTold);
		await page.goto(`${server.url}/scan#pair=${await pairingCode(server, { event: EVENT })}`);
		const reads = page.getByTestId('last-reads').locator('li');
		await expect(reads).toHaveCount(4, { timeout: 60_000 });
		await expect(reads).toHaveCount(5, { timeout: 30_000 });
		// One look or two: each is told, the stranger's with what the volunteer must know.
		const told = await page.evaluate(() => (window as unknown as { told: string[] }).told);
		for (const bib of ABREAST) expect(told).toContainEqual(expect.stringContaining(bib));
		expect(told).toContainEqual(expect.stringMatching(/QR \| (QR: )?Not a bib/));
		expect(told).toContainEqual(expect.stringMatching(/^915 \| ✓ /));
		await expect(page.getByTestId('safe')).toHaveText('5', { timeout: 30_000 });
		await context.close();
	} finally {
		await browser.close();
	}

	const stored = (await storedPassings(server, EVENT)).filter(({ device }) => device !== 'finish-a');
	expect(stored.map(({ read }) => read).sort()).toEqual([...abreast, FOREIGN, printed(BEHIND)].sort());
	const { items } = await call<{ items: { bib: string; status: string }[] }>(
		server.url,
		`/events/${EVENT}/races/5k/results?pageSize=200`
	);
	const finished = items.filter(({ bib, status }) => Number(bib) > 910 && status === 'finished');
	expect(finished.map(({ bib }) => bib).sort()).toEqual([...ABREAST, BEHIND]);
});
