/** What the pages need to have something to show: an owner, a race with results, a runner, by the doors people use. */
import { randomUUID } from 'node:crypto';
import { expect, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { locales, type Locale } from '#lib/paraglide/runtime.js';
import { ONE_PRESS_MS } from '#lib/ui/form/press.ts';
import type { BuiltServer } from '../support/builtServer.ts';
import { call } from '../support/raceTraffic.ts';
import { pairingCode } from '../support/volunteerPhone.ts';
import { register } from './pages.ts';

export const EVENT = 'practice';
export const LOCALES = locales;
export type { Locale };
export type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

/** `/ro/help` for `/help`; English has no prefix. */
export const inLocale = (path: string, locale: Locale): string =>
	locale === 'en' ? path : `/${locale}${path === '/' ? '' : path}`;

/** Makes the owner's account as the set-up page's form does (limits.spec.ts and mainJob.spec.ts press its button). */
export async function ownerSession(browser: Browser, server: BuiltServer): Promise<Session> {
	const setupPath = server.setupPath();
	expect(setupPath, 'a fresh installation prints a set-up link').not.toBeNull();
	const context = await browser.newContext();
	const made = await context.request.post(`${server.url}${setupPath}`, {
		form: { name: 'Owner', email: 'owner@example.org', password: 'a few words in a row' },
		headers: { Origin: server.url, Accept: 'text/html' },
		maxRedirects: 0
	});
	expect(made.status(), 'the account is made').toBe(303);
	const session = await context.storageState();
	await context.close();
	return session;
}

/** Registers a runner by the form; answers the session and the ten characters of the bib's code. */
export async function runnerSession(
	browser: Browser,
	server: BuiltServer
): Promise<{ session: Session; code: string }> {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const bib = await register(await context.newPage(), {
		url: server.url,
		event: EVENT,
		runner: { language: 'en', name: 'Runner Delta', javaScript: false }
	});
	const session = await context.storageState();
	await context.close();
	const roster = await call<{ bibs: { bib: string; code: string }[] }>(server.url, `/events/${EVENT}/roster`);
	const code = roster.bibs.find((entry) => entry.bib === bib)?.code;
	expect(code, 'the roster has the new bib').toBeTruthy();
	return { session, code: code ?? '' };
}

/** Enters runners of the 5 km by their bibs: `Runner 801`, shown by name. */
export const enterRunners = ({ url }: BuiltServer, bibs: string[]): Promise<unknown> =>
	call(url, `/events/${EVENT}/participants`, {
		method: 'POST',
		body: {
			items: bibs.map((bib) => ({ race: '5k', wave: 'all', bib, name: `Runner ${bib}`, visibility: 'name' }))
		}
	});

/** As who has read what the press before came to: at the same place, a sooner one is none, see press.ts. */
export async function pressAgain(button: Locator): Promise<void> {
	const nowMs = (): Promise<number> => button.page().evaluate(() => performance.now());
	const readMs = await nowMs();
	await expect.poll(nowMs).toBeGreaterThan(readMs + ONE_PRESS_MS);
	await button.click();
}

/** Pairs the page as the holder of a phone does, by the link in the QR code, until the phone's screen is there. */
export async function pairPhone(
	page: Page,
	{
		server,
		role = 'line',
		locale = 'en',
		event = EVENT
	}: { server: BuiltServer; role?: string; locale?: Locale; event?: string }
): Promise<void> {
	const code = await pairingCode(server, { event, role });
	await page.goto('about:blank');
	await page.goto(`${server.url}${inLocale('/scan', locale)}#pair=${code}`);
	await expect(page.getByTestId('safe')).toBeVisible();
}

/** Gives the race awards and teams, as an organiser would who edits the event document. */
async function giveHonours({ url }: BuiltServer): Promise<void> {
	const document = await call<{ races: object[] }>(url, `/events/${EVENT}?as=document`);
	const races = document.races.map((race) => ({
		...race,
		awards: [
			{ name: 'First home', depth: 1, exclusive: true },
			{ name: 'Men and women', depth: 3, rankBy: 'net' },
			{ name: 'Non-binary', sex: 'X', depth: 3 }
		],
		teams: [
			{ count: 1, by: 'time' },
			{ count: 2, by: 'places', sex: 'F' }
		]
	}));
	await call(url, `/events/${EVENT}`, { method: 'PUT', body: { ...document, races } });
}

/**
 * A race that began 40 minutes ago, with awards and teams: finishers with long names, one on the course, one
 * disqualified, a stranger's bib.
 */
export async function holdRace(server: BuiltServer): Promise<void> {
	const { url } = server;
	await giveHonours(server);
	const gunMs = Date.now() - 40 * 60_000;
	const names = [
		'Alergătoarea-cu-nume Foarte-Lung-Întâia',
		'Runner Beta',
		'Бегунья Третья-с-очень-длинным-именем'
	];
	await call(url, `/events/${EVENT}/participants`, {
		method: 'POST',
		body: {
			items: [...names, 'Runner Gamma', 'Runner Epsilon'].map((name, index) => ({
				race: '5k',
				wave: 'all',
				bib: String(901 + index),
				name,
				sex: 'FMX'[index % 3],
				age: 25 + index,
				club: index < 3 ? 'Клуб любителей длинных-предлинных дистанций' : null,
				visibility: index === 1 ? 'bib' : 'name'
			}))
		}
	});
	await call(url, `/events/${EVENT}/rulings`, {
		method: 'POST',
		body: { type: 'wave-start', race: '5k', wave: 'all', valueMs: gunMs }
	});
	const readAt = (bib: string, checkpoint: string, afterS: number) => ({
		id: randomUUID(),
		checkpoint,
		kind: 'scan',
		bib,
		at: new Date(gunMs + afterS * 1000).toISOString()
	});
	await call(url, `/events/${EVENT}/passings`, {
		method: 'POST',
		body: {
			device: 'finish-a',
			items: [
				readAt('901', 'start', 5),
				readAt('904', 'km-2-5', 800),
				readAt('901', 'finish', 1500),
				readAt('902', 'finish', 1620),
				readAt('903', 'finish', 1800),
				readAt('905', 'finish', 1810),
				readAt('666', 'finish', 1815)
			]
		}
	});
	await call(url, `/events/${EVENT}/rulings`, {
		method: 'POST',
		body: { type: 'dq', race: '5k', bib: '905', why: 'short cut' }
	});
}

export const publish = ({ url }: BuiltServer): Promise<unknown> =>
	call(url, `/events/${EVENT}/races/5k/publications`, {
		method: 'POST',
		body: { state: 'provisional', note: 'checked by hand' }
	});
