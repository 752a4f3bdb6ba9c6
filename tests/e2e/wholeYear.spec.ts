/**
 * A year of an event of one's own, from an empty installation to next year's, by the pages alone: no call of the API. Prints
 * what each part costs in presses, fields and pages.
 */
import { readFile } from 'node:fs/promises';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { openPrinter } from '../support/printer.ts';
import { becomeOwner, startMinutesAgo } from './pages.ts';
import { serverOfFile } from './serverOfFile.ts';
import { pressAgain } from './stage.ts';

const server = serverOfFile({ data: 'empty', env: { DEMO: 'off' } });

/** A day of next year, so that the event lies ahead whenever this is run. */
const DAY = `${new Date().getFullYear() + 1}-06-06`;
const SLUG = `run-for-freedom-${DAY.slice(0, 4)}`;
const DESK = `/organise/${SLUG}`;

/** A hand at the desk that counts what it does. */
class Hand {
	#cost = { presses: 0, fields: 0, pages: 0 };

	constructor(readonly page: Page) {}

	async go(path: string): Promise<void> {
		this.#cost.pages++;
		await this.page.goto(server.url + path);
	}
	async press(name: string): Promise<void> {
		this.#cost.presses++;
		const { page } = this;
		await pressAgain(
			page
				.getByRole('button', { name, exact: true })
				.or(page.getByRole('link', { name, exact: true }))
				.first()
		);
	}
	async fill(values: Record<string, string>): Promise<void> {
		for (const [id, value] of Object.entries(values)) {
			this.#cost.fields++;
			const field = this.page.locator(`[id="${id}"]`);
			if (await field.evaluate((element) => element.tagName === 'SELECT')) await field.selectOption(value);
			else await field.fill(value);
		}
	}
	async says(words: string | RegExp): Promise<void> {
		await expect(this.page.getByText(words).first()).toBeVisible();
	}
	/** Of the part that ends here. */
	told(part: string): { presses: number; fields: number; pages: number } {
		const cost = this.#cost;
		console.log(`${part}: ${cost.presses} presses, ${cost.fields} fields, ${cost.pages} pages`);
		this.#cost = { presses: 0, fields: 0, pages: 0 };
		return cost;
	}
}

test('from an empty installation to a published result and next year, by the pages alone', async ({
	page,
	browser
}) => {
	test.setTimeout(300_000);
	await becomeOwner(page, { url: server.url, setupPath: server.setupPath() ?? '' });
	const hand = new Hand(page);
	await test.step('from a template to open registration', () => opens(hand));
	await test.step('three register', () => threeRegister(browser));
	await test.step('fifty come by a list, one is added', () => othersCome(hand));
	await test.step('every bib is printed, and each code reads', () => printsBibs(hand));
	await test.step('a phone is paired, and three are read by keypad', () => runsRace(hand, browser));
	await test.step('a time is corrected, and the result is published', () => publishes(hand, browser));
	await test.step('next year’s is a copy', () => copies(hand));
});

async function opens(hand: Hand): Promise<void> {
	await hand.press('New event');
	await hand.press('A run and a children’s race');
	await hand.fill({ name: 'Run for freedom', date: DAY, place: 'Chișinău, Valea Morilor' });
	await hand.press('Make the event');
	await hand.says('Children’s race');

	await hand.go(`${DESK}/setup/races/children`);
	await hand.fill({ ageTo: '12' });
	await hand.press('By four ages');
	await expect(hand.page.locator('#division_N8_name')).toHaveValue('M 60+');
	await hand.press('Save');
	await hand.says('Saved.');

	for (const [label, kind] of [
		['Shirt', 'size'],
		['Whom do we call?', 'emergency-contact']
	] as const) {
		await hand.go(`${DESK}/setup/form`);
		await hand.fill({ label, kind });
		await hand.press('Add a question');
		await expect(hand.page.getByRole('heading', { level: 1, name: label })).toBeVisible();
	}

	await hand.go(DESK);
	await hand.press('Publish the event');
	await hand.says('The event is published.');
	const { presses, fields, pages } = hand.told('from a template to open registration');
	expect(presses + fields + pages).toBeLessThanOrEqual(60);
}

async function threeRegister(browser: Browser): Promise<void> {
	for (const [name, shirt] of [
		['Runner Alpha', 'm'],
		['Runner Beta', 'xl'],
		['Runner Gamma', 's']
	] as const) {
		const context = await browser.newContext();
		const page = await context.newPage();
		await page.goto(`${server.url}/e/${SLUG}/register`);
		await page.locator('input[name=race]').first().check();
		await page.locator('#name').fill(name);
		await page.locator('input[name=sex][value=F]').check();
		for (const [part, value] of Object.entries({ Day: '27', Month: '3', Year: '1990' }))
			await page.locator(`[name=birth${part}]`).fill(value);
		await page.locator('#email').fill(`${name.replace(' ', '.').toLowerCase()}@example.org`);
		await page.locator('#q_shirt').selectOption(shirt);
		await page.locator('input[name=visibility][value=name]').check();
		await page.locator('#terms').check();
		await page.locator('main form button').last().click();
		await expect(page).toHaveURL(/\/me/);
		await context.close();
	}
}

async function othersCome(hand: Hand): Promise<void> {
	const rows = Array.from({ length: 50 }, (_, i) => `Listed ${i + 1};5 km run;${i % 2 ? 'F' : 'M'};L`);
	await hand.go(`${DESK}/participants/import`);
	await hand.fill({ text: ['name;race;sex;shirt', ...rows].join('\n') });
	await hand.press('Check the list');
	await hand.press('Save the rows (50)');
	await hand.says('New: 50.');
	await hand.go(`${DESK}/participants/new`);
	await hand.fill({ name: 'Runner Omega' });
	await hand.press('Add a person');
	await hand.says('Runner Omega');
	hand.told('fifty by a list and one by hand');
}

async function printsBibs(hand: Hand): Promise<void> {
	await hand.go(`${DESK}/participants/bibs`);
	const download = hand.page.waitForEvent('download');
	await hand.press('Download the PDF');
	const file = await (await download).path();
	const printer = await openPrinter();
	try {
		const sheets = await printer.print(await readFile(file), 100);
		const codes = sheets.flatMap((sheet) => sheet.codes.map(({ text }) => text));
		expect(new Set(codes).size).toBe(54);
		for (const text of codes) expect(text).toMatch(/\/B\/[0-9A-Z]{10}$/);
	} finally {
		printer.close();
	}
	hand.told('every bib on paper');
}

async function runsRace(hand: Hand, browser: Browser): Promise<void> {
	await hand.go(`${DESK}/race-day`);
	await startMinutesAgo(hand.page, 25);
	await hand.go(`${DESK}/phones`);
	await hand.fill({ role: 'chute' });
	await hand.press('Show the pairing code');
	const code = hand.page.locator('[data-pairing-url]');
	await expect(code).toBeVisible();
	const phone = await browser.newContext({ viewport: { width: 390, height: 844 } });
	const scan = await phone.newPage();
	await scan.goto((await code.getAttribute('data-pairing-url')) ?? '');
	await expect(scan.getByTestId('safe')).toHaveText('0');
	await scan.locator('.desk-actions button').first().click();
	for (const bib of ['1', '2', '3']) {
		await scan.keyboard.type(bib, { delay: 120 });
		await scan.keyboard.press('Enter');
	}
	await expect(scan.getByTestId('safe')).toHaveText('3');
	await phone.close();
	hand.told('a start and a paired phone');
}

async function publishes(hand: Hand, browser: Browser): Promise<void> {
	const { page } = hand;
	await hand.go(`${DESK}/participants?q=Alpha`);
	await hand.press('Runner Alpha');
	const part = page.locator('details').filter({ hasText: 'Time penalty or bonus' });
	await part.locator('summary').first().click();
	await part.getByLabel('Duration').fill('30');
	await pressAgain(part.getByRole('button', { name: 'Record the decision' }));
	await hand.says('The decision is recorded.');

	await hand.go(`${DESK}/race-day`);
	await hand.press('Publish as provisional');
	await hand.says('Version 1 is public.');
	await page
		.getByLabel(/Record DNS for everyone/)
		.first()
		.check();
	await hand.press('Publish as official');
	await hand.press('Yes, publish as official');
	await hand.says('Version 2 is public.');
	hand.told('a correction and two publications');

	const spectator = await browser.newPage();
	await spectator.goto(`${server.url}/e/${SLUG}/results`);
	const rows = spectator.getByRole('row').filter({ hasText: 'Runner' });
	await expect(rows).toContainText(['Runner Beta', 'Runner Gamma', 'Runner Alpha']);
	await spectator.close();
}

async function copies(hand: Hand): Promise<void> {
	await hand.go(DESK);
	await hand.press('Copy for next year');
	await hand.press('Make the copy');
	await hand.press('Publish the event');
	await hand.says('The event is published.');
	const { presses, fields } = hand.told('next year’s');
	expect(presses + fields).toBeLessThanOrEqual(6);
	await hand.go(`${new URL(hand.page.url()).pathname}/setup/form`);
	await hand.says('Shirt');
}
