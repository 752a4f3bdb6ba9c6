/**
 * Every page in three languages, in English also dark and in each of its states: axe finds nothing by WCAG 2.2 AA, the
 * language is named, the other languages are linked, and public pages fit a screen of 320 px. Forms that come back say so
 * where it is heard first.
 */
import { expect, test, type Browser, type BrowserContext, type Page, type Request } from '@playwright/test';
import { secretLinkIn } from '../support/keptMails.ts';
import { pairingCode } from '../support/volunteerPhone.ts';
import { axeFaults } from './axe.ts';
import { serverOfFile } from './serverOfFile.ts';
import {
	EVENT,
	holdRace,
	inLocale,
	LOCALES,
	ownerSession,
	publish,
	runnerSession,
	type Locale,
	type Session
} from './stage.ts';

const server = serverOfFile();

interface Visit {
	path: string;
	session?: Session;
	/** What is done on the page before it is looked at. */
	prepare?: (page: Page) => Promise<void>;
	/** The page is for everybody's phone and must fit 320 px. */
	narrow: 'fits' | 'any';
	/** Done once before all languages, in a browser of its own: what it leaves there is met by no other visit. */
	before?: (page: Page) => Promise<void>;
	/** Of a further state of a page it is enough to see it in English. All unless said. */
	locales?: readonly Locale[];
}
const IN_ENGLISH = ['en'] as const;

/** The dark page is the same page in other colours, and colours are the same in every language. */
const SCHEMES = {
	en: [
		['light', 'all'],
		['dark', 'colours']
	],
	ro: [['light', 'all']],
	ru: [['light', 'all']]
} as const;

/** Looks at one page in its languages; collects all that is wrong, so that one run tells everything. */
async function look(browser: Browser, visit: Visit): Promise<void> {
	const visitor = visit.before ? new Visitor(browser) : visitorWith(browser, visit.session);
	if (visit.before) await visit.before((await visitor.openWhole(server.url + visit.path)).page);
	const faults: string[] = [];
	for (const locale of visit.locales ?? LOCALES)
		faults.push(...(await lookIn(visitor, { ...visit, locale })));
	if (visit.before) await visitor.leave();
	expect(faults).toEqual([]);
}

async function lookIn(
	visitor: Visitor,
	{ path, prepare, narrow, locale }: Visit & { locale: Locale }
): Promise<string[]> {
	const { page, faults } = await visitor.openWhole(server.url + inLocale(path, locale));
	await prepare?.(page);
	if ((await page.locator('html').getAttribute('lang')) !== locale) faults.push('lang');
	faults.push(...(await missingAlternates(page, path)));
	for (const [colorScheme, rules] of SCHEMES[locale]) {
		await page.emulateMedia({ colorScheme });
		faults.push(...(await axeFaults(page, rules)).map((fault) => `${colorScheme}: ${fault}`));
	}
	if (narrow === 'fits') faults.push(...(await overflow(page)).map((fault) => `320 px: ${fault}`));
	return faults.map((fault) => `${locale} ${fault}`);
}

/** One for each session, since a new page costs as much as a look at it. */
const visitors = new Map<Session | undefined, Visitor>();
function visitorWith(browser: Browser, session: Session | undefined): Visitor {
	const known = visitors.get(session) ?? new Visitor(browser, session);
	visitors.set(session, known);
	return known;
}

/** What a page cannot do without, by the browser's names for its requests. */
const PARTS = ['document', 'stylesheet', 'script', 'font', 'image'];

/** Goes from page to page in one tab, each opened with all its styles and scripts. */
class Visitor {
	readonly #context: Promise<BrowserContext>;
	#page: Page | undefined;

	constructor(browser: Browser, session?: Session) {
		this.#context = browser.newContext({ storageState: session, reducedMotion: 'reduce' });
	}

	/**
	 * Once in some hundred pages the browser drops what it is loading (net::ERR_ABORTED, for a reason not found): such a
	 * page is opened once more, in a new tab, and what fails again is a fault. An answer with an error is one at once.
	 */
	async openWhole(url: string): Promise<{ page: Page; faults: string[] }> {
		const first = await this.#open(url);
		if (first.lost.length === 0) return { page: first.page, faults: first.refused };
		console.log(`Opened again, since the browser lost ${first.lost.join(', ')}`);
		await first.page.close();
		this.#page = undefined;
		const { page, lost, refused } = await this.#open(url);
		return { page, faults: [...lost, ...first.refused, ...refused] };
	}

	async #open(url: string): Promise<{ page: Page; lost: string[]; refused: string[] }> {
		const page = (this.#page ??= await (await this.#context).newPage());
		for (const event of ['framenavigated', 'request', 'requestfailed', 'response'] as const)
			page.removeAllListeners(event);
		await page.setViewportSize({ width: 1280, height: 800 });
		const lost: string[] = [];
		const refused: string[] = [];
		// A call or stream of the page before is closed by leaving it, and is no loss of this one.
		let arrived = false;
		const own = new Set<Request>();
		page.on('framenavigated', () => (arrived = true));
		page.on('request', (request) => {
			if (arrived || PARTS.includes(request.resourceType())) own.add(request);
		});
		page.on('requestfailed', (request) => {
			if (own.has(request)) lost.push(`${request.url()}: ${request.failure()?.errorText ?? ''}`);
		});
		page.on('response', (response) => {
			if (response.status() >= 400 && response.url() !== url)
				refused.push(`${response.url()}: ${response.status()}`);
		});
		await page.goto(url);
		return { page, lost: [...lost], refused: [...refused] };
	}

	async leave(): Promise<void> {
		await (await this.#context).close();
	}
}

async function missingAlternates(page: Page, path: string): Promise<string[]> {
	const given = await page
		.locator('link[rel=alternate][hreflang]')
		.evaluateAll((links) =>
			links.map((link) => [link.getAttribute('hreflang'), link.getAttribute('href')].join(' '))
		);
	const plain = path.split(/[?#]/)[0] ?? path;
	const wanted = [
		...LOCALES.map((locale) => `${locale} ${server.url}${inLocale(plain, locale)}`),
		`x-default ${server.url}${plain}`
	];
	return wanted
		.filter((link) => !given.includes(link))
		.map((link) => `no alternate ${link} among ${given.join(', ')}`);
}

/** Names what sticks out on the right of a screen of 320 px. */
async function overflow(page: Page): Promise<string[]> {
	await page.setViewportSize({ width: 320, height: 640 });
	return page.evaluate(() => {
		const wide = document.scrollingElement?.scrollWidth ?? 0;
		if (wide <= innerWidth) return [];
		const out = [...document.body.querySelectorAll('*')].filter(
			(element) => element.getBoundingClientRect().right > innerWidth + 0.5
		);
		return [
			`${wide} px wide: ${out.slice(0, 5).map((element) => `${element.tagName}.${element.className}`)}`
		];
	});
}

const ERROR_TITLE = { en: /^Error: /, ro: /^Eroare: /, ru: /^Ошибка: / };

/** Sends the form as it is; it comes back with its faults named, and the summary has the focus. */
async function sendFaulty(page: Page): Promise<void> {
	await page.locator('main form').last().getByRole('button').last().click();
	await expect(page.locator('[aria-labelledby=error-summary-title]')).toBeFocused();
	const locale = (await page.locator('html').getAttribute('lang')) as Locale;
	await expect(page).toHaveTitle(ERROR_TITLE[locale]);
}

test.describe('while nobody owns the installation', () => {
	test('the set-up page is accessible', ({ browser }) =>
		look(browser, { path: server.setupPath() ?? '', narrow: 'fits' }));
	test('the set-up page with faults is accessible', ({ browser }) =>
		look(browser, {
			path: server.setupPath() ?? '',
			prepare: sendFaulty,
			narrow: 'fits',
			locales: IN_ENGLISH
		}));
});

test.describe('with a race on', () => {
	let owner: Session;
	let runner: { session: Session; code: string };

	test.beforeAll(async ({ browser }) => {
		owner = await ownerSession(browser, server);
		await holdRace(server);
		runner = await runnerSession(browser, server);
		await publish(server);
	});

	const PUBLIC = {
		'the list of events': '/',
		'the campaign page': `/e/${EVENT}`,
		'a past event': '/e/chisinau-2018',
		registration: `/e/${EVENT}/register`,
		'closed registration': '/e/chisinau-2018/register',
		'"send me my link"': `/e/${EVENT}/link`,
		'the live page': `/e/${EVENT}/live`,
		'the live page without results': '/e/chisinau-2018/live',
		'published results': `/e/${EVENT}/results`,
		'a search that finds nobody': `/e/${EVENT}/results?q=nobody`,
		'results not published yet': '/e/chisinau-2018/results',
		'the help page': '/help',
		'the own page of a stranger': '/me',
		'a cancelled entry': `/e/${EVENT}/cancelled`,
		'the sign-in': '/sign-in',
		'a used set-up link': '/setup/used',
		'an unknown page': '/nothing/here',
		'an unknown bib': '/B/0000000000'
	};
	for (const [name, path] of Object.entries(PUBLIC))
		test(`${name} is accessible and fits 320 px`, ({ browser }) => look(browser, { path, narrow: 'fits' }));

	for (const [path, locales] of [
		[`/e/${EVENT}/register`, LOCALES],
		[`/e/${EVENT}/link`, IN_ENGLISH],
		['/sign-in', IN_ENGLISH]
	] as const)
		test(`the form of ${path} with faults is accessible and fits 320 px`, ({ browser }) =>
			look(browser, { path, prepare: sendFaulty, narrow: 'fits', locales }));

	test('a bib opened by any phone is accessible and fits 320 px', ({ browser }) =>
		look(browser, { path: `/B/${runner.code}`, narrow: 'fits' }));
	for (const path of ['/me', '/me/cancel'])
		test(`a runner's ${path} is accessible and fits 320 px`, ({ browser }) =>
			look(browser, { path, session: runner.session, narrow: 'fits' }));

	test('a secret link is accessible and fits 320 px', async ({ browser }) => {
		const link = await secretLinkIn(server, { email: 'runner.delta@example.org' });
		await look(browser, { path: new URL(link).pathname, narrow: 'fits' });
	});

	const DESK = {
		'the list of own events': '/organise',
		'the race day': `/organise/${EVENT}`,
		'the list of participants': `/organise/${EVENT}/participants`,
		'the aliases': `/organise/${EVENT}/participants/aliases`,
		'the import': `/organise/${EVENT}/participants/import`,
		'the list of phones': `/organise/${EVENT}/phones`,
		'the results to check': `/organise/${EVENT}/results`,
		'the decisions': `/organise/${EVENT}/decisions`,
		'the matching': `/organise/${EVENT}/matching`,
		'the import of reads': `/organise/${EVENT}/results/import`,
		'a published version': `/organise/${EVENT}/results/versions/1`,
		'the keys': '/organise/keys'
	};
	for (const [name, path] of Object.entries(DESK))
		test(`${name} is accessible`, ({ browser }) => look(browser, { path, session: owner, narrow: 'any' }));

	test('a pairing code is accessible', ({ browser }) =>
		look(browser, {
			path: `/organise/${EVENT}/phones`,
			session: owner,
			prepare: async (page) => {
				await page.locator('form[action="?/pair"]').getByRole('button').click();
				await expect(page.locator('[data-pairing-url]')).toBeVisible();
			},
			narrow: 'any',
			locales: IN_ENGLISH
		}));

	test('a phone that is not paired is accessible and fits 320 px', ({ browser }) =>
		look(browser, {
			path: '/scan',
			prepare: (page) => expect(page.locator('input[name=code]')).toBeVisible(),
			narrow: 'fits'
		}));

	const pairAs = (role: string) => async (page: Page) => {
		const code = await pairingCode(server, { event: EVENT, role });
		await page.goto('about:blank');
		await page.goto(`${server.url}/scan#pair=${code}`);
		await isPaired(page);
	};
	const isPaired = (page: Page) => expect(page.getByTestId('safe')).toBeVisible();

	// roles.spec.ts measures each of them in every language.
	for (const [role, locales] of [
		['line', LOCALES],
		['tap', IN_ENGLISH],
		['chute', IN_ENGLISH],
		['spotter', IN_ENGLISH],
		['check-in', IN_ENGLISH]
	] as const)
		test(`a phone paired as ${role} is accessible and fits 320 px`, ({ browser }) =>
			look(browser, { path: '/scan', before: pairAs(role), prepare: isPaired, narrow: 'fits', locales }));

	test('the keypad and its answer are accessible and fit 320 px', ({ browser }) =>
		look(browser, {
			path: '/scan',
			before: pairAs('line'),
			prepare: async (page) => {
				await isPaired(page);
				await page.locator('.desk-actions button').first().click();
				await page.locator('.keypad').waitFor();
				await page.keyboard.type('902', { delay: 120 });
				await page.keyboard.press('Enter');
				await expect(page.getByTestId('last-reads')).toContainText('902');
			},
			narrow: 'fits',
			locales: IN_ENGLISH
		}));

	test('the settings of a phone are accessible and fit 320 px', ({ browser }) =>
		look(browser, {
			path: '/scan',
			before: pairAs('line'),
			prepare: async (page) => {
				await isPaired(page);
				await page.locator('.status-settings').click();
				await page.locator('#settings-title').waitFor();
			},
			narrow: 'fits',
			locales: IN_ENGLISH
		}));
});
