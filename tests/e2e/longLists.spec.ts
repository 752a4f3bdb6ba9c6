/** Lists of a thousand and more, with long names: places stand on one line, nothing sticks out, and no row comes twice. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { civilDateAt } from '#lib/domain/time/civilDate.ts';
import { anEvent, aRace } from '../support/eventDocuments.ts';
import { call, finishOf, upload } from '../support/raceTraffic.ts';
import { serverOfFile } from './serverOfFile.ts';
import { ownerSession, type Session } from './stage.ts';

const SLUG = 'long';
const RUNNERS = 1100;
const gunMs = Date.now() - 3_600_000;
const server = serverOfFile();
let owner: Session;

/** 60 letters, without a place to break in the middle. */
const nameOf = (bib: number) =>
	`${['Alexandrina-Constantinescu', 'Бегунья-с-очень-длинным-именем'][bib % 2]} ${'Wilhelmina'.repeat(3)}${bib}`.slice(
		0,
		60
	);
const CLUB = 'Clubul-Alergătorilor-de-Cursă-Lungă-Nord';

test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
	await call(server.url, `/events/${SLUG}`, {
		method: 'PUT',
		body: anEvent({
			name: 'A long list',
			date: civilDateAt(gunMs, 'Europe/Chisinau'),
			races: [
				aRace({
					rankBy: 'gun',
					waves: [{ slug: 'all', gunStart: new Date(gunMs).toISOString() }],
					checkpoints: [{ slug: 'finish', kind: 'finish', minTimeMs: 600_000 }],
					divisions: [{ name: 'W40–49', sex: 'F', ageFrom: 40, ageTo: 49 }]
				})
			]
		})
	});
	const bibs = Array.from({ length: RUNNERS }, (_, index) => index + 1);
	await call(server.url, `/events/${SLUG}/participants`, {
		method: 'POST',
		body: {
			items: bibs.map((bib) => ({
				race: '5k',
				wave: 'all',
				bib: String(bib),
				name: nameOf(bib),
				club: CLUB,
				sex: 'F',
				age: 45,
				visibility: 'name'
			}))
		}
	});
	const finishes = bibs.map((bib) => finishOf({ bib, seq: bib, atMs: gunMs + 900_000 + bib * 1000 }));
	for (let from = 0; from < RUNNERS; from += 500)
		await upload(server.url, SLUG, 'finish', finishes.slice(from, from + 500));
	await publish();
});

const publish = () =>
	call(server.url, `/events/${SLUG}/races/5k/publications`, {
		method: 'POST',
		body: { state: 'provisional' }
	});

const openAs = async (browser: Browser, width: number, session?: Session): Promise<Page> =>
	(await browser.newContext({ storageState: session, viewport: { width, height: 844 } })).newPage();

/** What is wider than the screen. */
const widthOf = (page: Page) =>
	page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth);

/** Lines that the text of each element takes: boxes that stand side by side are one. */
const linesOf = (page: Page, selector: string): Promise<number[]> =>
	page.locator(selector).evaluateAll((cells) =>
		cells.map((cell) => {
			const range = document.createRange();
			range.selectNodeContents(cell);
			const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
			boxes.sort((a, b) => a.top - b.top);
			let [lines, bottom] = [0, -Infinity];
			for (const box of boxes) {
				if (box.top >= bottom - 2) lines++;
				bottom = Math.max(bottom, box.bottom);
			}
			return lines;
		})
	);

/** Do the boxes of two cells of one row lie over each other? */
const overlaps = (page: Page, rows: string, cells: string): Promise<string[]> =>
	page.locator(rows).evaluateAll((all, selector) => {
		const textBox = (cell: Element): DOMRect => {
			const range = document.createRange();
			range.selectNodeContents(cell);
			return range.getBoundingClientRect();
		};
		return all.slice(-5).flatMap((row) => {
			const boxes = [...row.querySelectorAll(selector)].map(textBox).filter(({ width }) => width > 0);
			return boxes.flatMap((a, index) =>
				boxes
					.slice(index + 1)
					.filter(
						(b) =>
							a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
					)
					.map((b) => `${a.left}–${a.right} and ${b.left}–${b.right} in ${row.textContent?.slice(0, 40)}`)
			);
		});
	}, cells);

for (const width of [390, 1280]) {
	test(`a place of four digits stands on one line in public, ${width} px wide`, async ({ browser }) => {
		const page = await openAs(browser, width);
		for (const path of [`/e/${SLUG}/live`, `/e/${SLUG}/results?pageSize=100&page=11`]) {
			await page.goto(server.url + path);
			await expect(page.locator('tbody .place').last()).toHaveText('1100');
			expect(new Set(await linesOf(page, 'tbody .place')), path).toEqual(new Set([1]));
			expect(await overlaps(page, 'tbody tr', ':is(td, th)'), path).toEqual([]);
			expect(await widthOf(page), path).toBeLessThanOrEqual(0);
		}
		await page.context().close();
	});

	test(`the desk's lists fit a screen of ${width} px, and their numbers one line`, async ({ browser }) => {
		const page = await openAs(browser, width, owner);
		for (const path of [
			'participants?page=22',
			'results?page=11',
			'results/versions/1?race=5k&page=11',
			''
		]) {
			await page.goto(`${server.url}/organise/${SLUG}/${path}`);
			expect(await widthOf(page), path).toBeLessThanOrEqual(0);
			const lines = await linesOf(page, 'tbody td.numeric');
			expect(new Set(lines).size === 0 || Math.max(...lines) === 1, `${path}: ${lines.join(' ')}`).toBe(true);
		}
		await page.context().close();
	});
}

test('a division and the place in it are two words', async ({ browser }) => {
	const page = await openAs(browser, 1280, owner);
	for (const path of [
		`/e/${SLUG}/results?pageSize=100&page=11`,
		`/organise/${SLUG}/results?pageSize=100&page=11`
	]) {
		await page.goto(server.url + path);
		await expect(page.locator('tbody tr').last()).toContainText('W40–49 · 1100');
		await expect(page.locator('tbody tr').last()).toContainText('F · 1100');
	}
	await page.context().close();
});

test('a live list of more than one message loses no row and marks none as new', async ({ browser }) => {
	const page = await openAs(browser, 1280);
	await page.addInitScript(() => {
		const lost = { rows: 0 };
		Object.assign(window, { lost });
		new MutationObserver((changes) => {
			for (const { removedNodes } of changes)
				lost.rows += [...removedNodes].filter(({ nodeName }) => nodeName === 'TR').length;
		}).observe(document, { childList: true, subtree: true });
	});
	await page.goto(`${server.url}/e/${SLUG}/live`);
	await expect(page.getByRole('status')).toHaveText('Live');
	// A change that comes after the list says that the list has come in whole.
	await call(server.url, `/events/${SLUG}/participants`, {
		method: 'POST',
		body: { items: [{ race: '5k', wave: 'all', bib: '2000', name: 'Runner Last', visibility: 'name' }] }
	});
	await upload(server.url, SLUG, 'finish', [
		finishOf({ bib: 2000, seq: 2000, atMs: gunMs + 900_000 + 2_000_000 })
	]);
	// Once results are published, the live list follows what is published.
	await publish();
	await expect(page.locator('tbody tr').last()).toContainText('Runner Last');
	await expect(page.locator('tbody tr')).toHaveCount(RUNNERS + 1);
	await expect(page.locator('tbody tr.fresh')).toHaveCount(1);
	expect(await page.evaluate(() => (window as unknown as { lost: { rows: number } }).lost.rows)).toBe(0);
	await page.context().close();
});
