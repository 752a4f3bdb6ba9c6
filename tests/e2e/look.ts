/** Looks at one page in its languages and colours, at its width on a small phone, and for what axe finds. */
import { expect, type Browser, type Page } from '@playwright/test';
import type { BuiltServer } from '../support/builtServer.ts';
import { axeFaults } from './axe.ts';
import { inLocale, LOCALES, type Locale, type Session } from './stage.ts';
import { Visitor } from './visitor.ts';

export interface Visit {
	server: BuiltServer;
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
export const IN_ENGLISH = ['en'] as const;

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
export async function look(browser: Browser, visit: Visit): Promise<void> {
	const visitor = visit.before ? new Visitor(browser) : visitorWith(browser, visit.session);
	if (visit.before) await visit.before((await visitor.openWhole(visit.server.url + visit.path)).page);
	const faults: string[] = [];
	for (const locale of visit.locales ?? LOCALES)
		faults.push(...(await lookIn(visitor, { ...visit, locale })));
	if (visit.before) await visitor.leave();
	expect(faults).toEqual([]);
}

async function lookIn(
	visitor: Visitor,
	{ server, path, prepare, narrow, locale }: Visit & { locale: Locale }
): Promise<string[]> {
	const { page, faults } = await visitor.openWhole(server.url + inLocale(path, locale));
	await prepare?.(page);
	if ((await page.locator('html').getAttribute('lang')) !== locale) faults.push('lang');
	faults.push(...(await missingAlternates(page, { url: server.url, path })));
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

async function missingAlternates(
	page: Page,
	{ url, path }: { url: string; path: string }
): Promise<string[]> {
	const given = await page
		.locator('link[rel=alternate][hreflang]')
		.evaluateAll((links) =>
			links.map((link) => [link.getAttribute('hreflang'), link.getAttribute('href')].join(' '))
		);
	const plain = path.split(/[?#]/)[0] ?? path;
	const wanted = [
		...LOCALES.map((locale) => `${locale} ${url}${inLocale(plain, locale)}`),
		`x-default ${url}${plain}`
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
