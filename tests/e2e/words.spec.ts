/**
 * What the product says by itself is in the reader's language, also when it was written earlier and by somebody who reads
 * another one; and dates and times are written one way on every page.
 */
import { randomUUID } from 'node:crypto';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { OWN_REASONS } from '#lib/domain/timing/rulings/ownReasons.ts';
import { catalogueOf } from '../support/catalogue.ts';
import { call } from '../support/raceTraffic.ts';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, holdRace, inLocale, ownerSession, type Session } from './stage.ts';

const server = serverOfFile();
let owner: Session;
let somebody = '';
const post = <T>(path: string, body: unknown) =>
	call<T>(server.url, `/events/${EVENT}${path}`, { method: 'POST', body });

test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
	await holdRace(server);
	await tapAndRead();
	await decideInEnglish(browser);
	await post('/races/5k/publications', { state: 'official', ruleRemaining: true });
	const people = await call<{ items: { id: string; bib: string }[] }>(
		server.url,
		`/events/${EVENT}/participants`
	);
	somebody = people.items.find(({ bib }) => bib === '903')?.id ?? '';
	expect(somebody).not.toBe('');
});

/** Two are tapped and read in the chute behind the line; one is tapped and not read. */
async function tapAndRead(): Promise<void> {
	await post('/participants', {
		items: ['911', '912'].map((bib) => ({ race: '5k', wave: 'all', bib, name: `Runner ${bib}` }))
	});
	const now = Date.now();
	const at = (agoS: number) => new Date(now - agoS * 1000).toISOString();
	const fact = (fields: object) => ({ id: randomUUID(), checkpoint: 'finish', ...fields });
	for (const [device, items] of [
		['finish-tap', [90, 80, 70].map((agoS) => fact({ kind: 'tap', at: at(agoS) }))],
		[
			'finish-chute',
			[fact({ kind: 'chute', bib: '911', at: at(75) }), fact({ kind: 'chute', bib: '912', at: at(65) })]
		]
	] as const)
		await post('/passings', { device, items });
}

/** What the desk decides for an organiser who reads English: it is stored then. */
async function decideInEnglish(browser: Browser): Promise<void> {
	const context = await browser.newContext({ storageState: owner, javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`${server.url}/organise/${EVENT}/matching`);
	await page.getByRole('button', { name: /Confirm what is certain/ }).click();
	await page.getByRole('button', { name: 'Undo' }).click();
	await context.close();
	const rulings = await call<{ items: { whyCode: string | null }[] }>(server.url, `/events/${EVENT}/rulings`);
	const codes = rulings.items.map(({ whyCode }) => whyCode);
	expect(codes).toContain('match-confirm');
	expect(codes).toContain('undone');
}

const pages = (): string[] => [
	'/organise',
	`/organise/${EVENT}`,
	`/organise/${EVENT}/participants`,
	`/organise/${EVENT}/participants/${somebody}`,
	`/organise/${EVENT}/participants/aliases`,
	`/organise/${EVENT}/participants/import`,
	`/organise/${EVENT}/participants/new`,
	`/organise/${EVENT}/phones`,
	`/organise/${EVENT}/phones/reads`,
	`/organise/${EVENT}/phones/tokens`,
	`/organise/${EVENT}/participants/bibs`,
	`/organise/${EVENT}/copy`,
	`/organise/${EVENT}/results`,
	`/organise/${EVENT}/results/import`,
	`/organise/${EVENT}/results/versions/1?race=5k`,
	`/organise/${EVENT}/decisions`,
	`/organise/${EVENT}/matching?view=all`,
	`/organise/${EVENT}/setup`,
	'/organise/keys',
	'/organise/backups',
	'/organise/bin',
	`/organise/${EVENT}/delete`,
	'/organise/new',
	'/organise/new?template=children',
	'/organise/new?template=laps',
	'/organise/new?template=walk',
	'/',
	`/e/${EVENT}`,
	`/e/${EVENT}/results`,
	`/e/${EVENT}/live`,
	'/help'
];

/** Asks for a pairing code, with a name for the phone. */
async function showCode(page: Page, name: string): Promise<void> {
	const form = page.locator('form', { has: page.locator('#device') });
	await form.locator('#device').fill(name);
	await form.locator('button[type=submit]').last().click();
}

/** Parts between the places to fill in that are long enough to be no accident, and differ in the other language. */
function englishSentences(locale: string): string[] {
	const [english, other] = [catalogueOf('en'), catalogueOf(locale)];
	const texts = Object.entries(english).filter(([key, text]) => other[key] !== text);
	const parts = texts.flatMap(([, text]) => (typeof text === 'string' ? text.split(/\{\w+\}/) : []));
	return [...Object.values(OWN_REASONS), ...parts.map((part) => part.trim())].filter(
		(part) => part.split(' ').length >= 3
	);
}

/** Everything a person can see or hear, also what is folded away. */
const wordsOn = (page: Page): Promise<string> =>
	page.evaluate(() => {
		const labels = [...document.querySelectorAll('[aria-label], [title], [data-label]')].flatMap((element) =>
			['aria-label', 'title', 'data-label'].map((name) => element.getAttribute(name) ?? '')
		);
		const shown = document.body.cloneNode(true) as HTMLElement;
		// The page's data, which nobody reads.
		for (const script of shown.querySelectorAll('script')) script.remove();
		return [shown.textContent, ...labels].join('\n').replaceAll(/\s+/g, ' ');
	});

async function visit(browser: Browser, locale: 'en' | 'ro' | 'ru'): Promise<Map<string, string>> {
	const context = await browser.newContext({ storageState: owner });
	const page = await context.newPage();
	const seen = new Map<string, string>();
	for (const path of pages()) {
		const [plain = path, query] = path.split('?');
		const answer = await page.goto(server.url + inLocale(plain, locale) + (query ? `?${query}` : ''));
		expect(answer?.status(), path).toBe(200);
		seen.set(path, await wordsOn(page));
	}
	await context.close();
	return seen;
}

for (const locale of ['ro', 'ru'] as const) {
	test(`no page in ${locale} says a sentence of the product's in English`, async ({ browser }) => {
		const sentences = englishSentences(locale);
		expect(sentences.length).toBeGreaterThan(300);
		const faults = [...(await visit(browser, locale))].flatMap(([path, words]) =>
			sentences.filter((sentence) => words.includes(sentence)).map((sentence) => `${path}: ${sentence}`)
		);
		expect(faults).toEqual([]);
	});

	test(`a form that comes back in ${locale} says why in ${locale}`, async ({ browser }) => {
		const context = await browser.newContext({ storageState: owner, javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(`${server.url}/${locale}/organise/${EVENT}/phones`);
		await showCode(page, '!'.repeat(41));
		const summary = page.locator('[aria-labelledby=error-summary-title]');
		await expect(summary).toBeVisible();
		expect(await summary.innerText()).not.toMatch(/must be|is required|Invalid/);
		await context.close();
	});
}

const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December';

test('in English a day stands before its month, and no clock has twelve hours', async ({ browser }) => {
	const wrong = new RegExp(
		`\\b\\d{1,2}:\\d\\d(:\\d\\d)?\\s?[AP]M\\b|\\b(${MONTHS}) \\d{1,2}(,|\\b(?! at))`,
		'g'
	);
	const faults = [...(await visit(browser, 'en'))].flatMap(([path, words]) =>
		(words.match(wrong) ?? []).map((found) => `${path}: ${found}`)
	);
	expect(faults).toEqual([]);
});

test('a pairing code ends by the clock of the event, whatever clock the browser has', async ({ browser }) => {
	const context = await browser.newContext({
		storageState: owner,
		timezoneId: 'America/New_York',
		locale: 'en-US'
	});
	const page = await context.newPage();
	await page.goto(`${server.url}/organise/${EVENT}/phones`);
	await showCode(page, '');
	const offer = page.locator('section[aria-labelledby=code]');
	await expect(offer).toBeVisible();
	const shown = /until (\d\d:\d\d)\./.exec(await offer.innerText())?.[1];
	const clock = (agoMs: number) =>
		new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Chisinau', timeStyle: 'short' }).format(
			Date.now() + 600_000 - agoMs
		);
	expect([clock(0), clock(60_000)]).toContain(shown);
	await context.close();
});

test('what the server wrote is what the browser writes', async ({ browser }) => {
	const times = async (javaScriptEnabled: boolean): Promise<string[]> => {
		const context = await browser.newContext({ storageState: owner, javaScriptEnabled });
		const page = await context.newPage();
		await page.goto(`${server.url}/ru/organise/${EVENT}/decisions`);
		if (javaScriptEnabled) await page.waitForLoadState('networkidle');
		const texts = await page.locator('ol li').allInnerTexts();
		await context.close();
		return texts;
	};
	const [written, shown] = [await times(false), await times(true)];
	expect(written.length).toBeGreaterThan(3);
	expect(shown).toEqual(written);
});
