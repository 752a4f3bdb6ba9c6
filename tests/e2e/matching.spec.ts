/** The matching desk: what the taps and the chute say is put right by keyboard and by mouse, and taken back. */
import { randomUUID } from 'node:crypto';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { NO_BIB } from '#lib/domain/timing/facts/passing.ts';
import { call } from '../support/raceTraffic.ts';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, ownerSession } from './stage.ts';

const GUN_MS = Date.parse('2026-06-07T10:00:00.000+03:00');
const RUNNERS = 12;
/** Runner 5 was not tapped, runner 9 twice; the bib of runner 11 was torn. */
const [MISSED, TWICE, TORN] = [5, 9, 11];
/** Seconds of the crossings after 20 minutes: some close together, the one that nobody tapped alone. */
const CROSSED_S = [0, 6, 13, 21, 60, 95, 101, 140, 170, 200, 206, 240];
const crossedMs = (place: number) => GUN_MS + (20 * 60 + (CROSSED_S[place - 1] ?? 0)) * 1000;

const server = serverOfFile();
let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
	await holdFinish();
	context = await browser.newContext({ storageState: await ownerSession(browser, server) });
	page = await context.newPage();
});

async function holdFinish(): Promise<void> {
	const post = (path: string, body: unknown) =>
		call(server.url, `/events/${EVENT}${path}`, { method: 'POST', body });
	await post('/participants', {
		items: Array.from({ length: RUNNERS }, (_, index) => ({
			race: '5k',
			wave: 'all',
			bib: String(701 + index),
			name: `Runner ${index + 1}`,
			visibility: 'name'
		}))
	});
	await post('/rulings', { type: 'wave-start', race: '5k', wave: 'all', valueMs: GUN_MS });
	const places = Array.from({ length: RUNNERS }, (_, index) => index + 1);
	const at = (ms: number) => new Date(ms).toISOString();
	const fact = { id: '', checkpoint: 'finish' };
	const taps = places.flatMap((place) => {
		const tap = { ...fact, kind: 'tap', at: at(crossedMs(place)) };
		if (place === MISSED) return [];
		return place === TWICE ? [tap, { ...tap, at: at(crossedMs(place) + 300) }] : [tap];
	});
	const reads = places.map((place) => ({
		...fact,
		kind: 'chute',
		...(place === TORN ? { code: NO_BIB } : { bib: String(700 + place) }),
		at: at(crossedMs(place) + 15_000)
	}));
	for (const [device, items] of [
		['finish-tap', taps],
		['finish-chute', reads]
	] as const)
		await post('/passings', { device, items: items.map((item) => ({ ...item, id: randomUUID() })) });
}

const gunTimes = async (): Promise<Record<string, string | null>> => {
	const { items } = await call<{ items: { bib: string; gunTime: string | null }[] }>(
		server.url,
		`/events/${EVENT}/races/5k/results`
	);
	return Object.fromEntries(
		items.filter(({ bib }) => bib.startsWith('7')).map(({ bib, gunTime }) => [bib, gunTime])
	);
};
/** `0:21:00` for the fifth. */
const truth = (place: number) => {
	const seconds = CROSSED_S[place - 1] ?? 0;
	return `0:${20 + Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

const desk = (view = '') => page.goto(`${server.url}/organise/${EVENT}/matching${view}`);
const rowOf = (text: string) => page.locator('[data-row]').filter({ hasText: text });

test('the desk says what it assumes, and where', async () => {
	await desk();
	const assumed = page.locator('section[aria-labelledby=assumed] li');
	await expect(assumed).toHaveCount(2);
	await expect(assumed.first()).toContainText('A tap is missing between places');
	await expect(assumed.last()).toContainText('tapped twice');
	expect((await gunTimes())['704']).toBe(truth(4));
});

test('by mouse: what is certain is confirmed at once, and taken back by one press', async () => {
	await desk();
	await page.getByRole('button', { name: /Confirm what is certain/ }).click();
	const done = page.getByRole('status').filter({ hasText: 'Decisions recorded' });
	await expect(done).toBeVisible();
	await expect(page.getByRole('button', { name: /Confirm what is certain/ })).toHaveCount(0);
	await done.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByText('Taken back.')).toBeVisible();
	await expect(page.getByRole('button', { name: /Confirm what is certain/ })).toBeVisible();
});

test('by keyboard: a finisher nobody tapped gets a time, and the neighbours keep theirs', async () => {
	await desk('?view=all');
	await rowOf('705').focus();
	await page.keyboard.press('t');
	await page.keyboard.type('10:21:00');
	await page.keyboard.press('Enter');
	await expect(page.getByText('Decisions recorded: 1.')).toBeVisible();
	expect((await gunTimes())['705']).toBe(truth(5));
	expect((await gunTimes())['706']).toBe(truth(6));
	await expect(rowOf('705')).toBeFocused();
});

test('by keyboard: arrows reach the next row, and D deletes a tap made twice', async () => {
	await desk('?view=all');
	const double = rowOf('tapped twice?');
	await rowOf('709').focus();
	const order = await page.locator('[data-row]').evaluateAll((rows) => rows.map(({ id }) => id));
	const at = order.indexOf((await rowOf('709').getAttribute('id')) ?? '');
	await page.keyboard.press('ArrowDown');
	await expect(page.locator(`#${order[at + 1]}`)).toBeFocused();
	await double.focus();
	await page.keyboard.press('x');
	await expect(page.getByText('Decisions recorded: 1.')).toBeVisible();
	await expect(rowOf('tapped twice?')).toHaveCount(0);
});

test('a read without a bib is claimed for its runner', async () => {
	await desk('?view=all');
	expect((await gunTimes())['711']).toBeNull();
	const torn = rowOf('read without a bib');
	await torn.locator('summary').click();
	await torn.getByLabel('Bib').fill('99999');
	await torn.getByRole('button', { name: 'It is this bib' }).click();
	await expect(torn.getByText(/Nobody in this event has this bib/)).toBeVisible();
	await torn.getByLabel('Bib').fill('711');
	await torn.getByRole('button', { name: 'It is this bib' }).click();
	await expect(rowOf('711')).toHaveCount(1);
	expect((await gunTimes())['711']).toBe(truth(11));
});

test('a bib is given the tap of its neighbour, and back', async () => {
	await desk('?view=all');
	await rowOf('703').focus();
	await page.keyboard.press('l');
	await expect(page.getByText('Decisions recorded: 1.')).toBeVisible();
	expect((await gunTimes())['703']).toBe(truth(4));
	await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByText('Taken back.')).toBeVisible();
	expect((await gunTimes())['703']).toBe(truth(3));
});
