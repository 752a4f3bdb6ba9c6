/**
 * Every page in three languages, in English also dark and in each of its states: axe finds nothing by WCAG 2.2 AA, the
 * language is named, the other languages are linked, and public pages fit a screen of 320 px. Forms that come back say so
 * where it is heard first.
 */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { secretLinkIn } from '../support/keptMails.ts';
import { IN_ENGLISH, look as lookAt, type Visit } from './look.ts';
import { serverOfFile } from './serverOfFile.ts';
import {
	EVENT,
	holdRace,
	LOCALES,
	ownerSession,
	pairPhone,
	publish,
	runnerSession,
	type Locale,
	type Session
} from './stage.ts';

const server = serverOfFile();

const look = (browser: Browser, visit: Omit<Visit, 'server'>) => lookAt(browser, { server, ...visit });

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
		'the overview': `/organise/${EVENT}`,
		'the race day': `/organise/${EVENT}/race-day`,
		'the mails': `/organise/${EVENT}/mail`,
		'the list of participants': `/organise/${EVENT}/participants`,
		'the aliases': `/organise/${EVENT}/participants/aliases`,
		'the import': `/organise/${EVENT}/participants/import`,
		'the list of phones': `/organise/${EVENT}/phones`,
		'the results to check': `/organise/${EVENT}/results`,
		'the decisions': `/organise/${EVENT}/decisions`,
		'the matching': `/organise/${EVENT}/matching`,
		'the import of reads': `/organise/${EVENT}/results/import`,
		'a published version': `/organise/${EVENT}/results/versions/1`,
		'a person more': `/organise/${EVENT}/participants/new`,
		'the bibs to print': `/organise/${EVENT}/participants/bibs`,
		'the settings': `/organise/${EVENT}/setup`,
		'a copy for next year': `/organise/${EVENT}/copy`,
		'the keys': '/organise/keys',
		'the backups': '/organise/backups',
		'the bin': '/organise/bin',
		'the deletion': `/organise/${EVENT}/delete`,
		'the kinds of a new event': '/organise/new',
		'a new event': '/organise/new?template=children'
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

	const pairAs = (role: string) => (page: Page) => pairPhone(page, { server, role });
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
