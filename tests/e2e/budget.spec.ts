/**
 * What a phone on a slow network has to load. Public and runner pages hold at most 60 kB of JavaScript as it comes over the
 * wire, in whichever language; a page that needs more has to find out why.
 */
import { expect, test, type Browser } from '@playwright/test';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, holdRace, inLocale, publish, runnerSession, type Session } from './stage.ts';

const BUDGET_BYTES = 60_000;

const server = serverOfFile();
let runner: { session: Session; code: string };

test.beforeAll(async ({ browser }) => {
	await holdRace(server);
	runner = await runnerSession(browser, server);
	await publish(server);
});

/** Compressed bytes of every script that the page loads until it is quiet, by address. */
async function scriptsOf(browser: Browser, path: string): Promise<Map<string, number>> {
	const context = await browser.newContext({ storageState: runner.session });
	const page = await context.newPage();
	const bytes = new Map<string, number>();
	const sizes: Promise<void>[] = [];
	page.on('requestfinished', (request) => {
		if (!new URL(request.url()).pathname.endsWith('.js')) return;
		sizes.push(
			request.sizes().then(({ responseBodySize }) => {
				bytes.set(new URL(request.url()).pathname, responseBodySize);
			})
		);
	});
	await page.goto(server.url + path, { waitUntil: 'networkidle' });
	await Promise.all(sizes);
	await context.close();
	return bytes;
}

const PAGES = {
	'the list of events': '/',
	'the campaign page': `/e/${EVENT}`,
	registration: `/e/${EVENT}/register`,
	'"send me my link"': `/e/${EVENT}/link`,
	'the live page': `/e/${EVENT}/live`,
	'published results': `/e/${EVENT}/results`,
	'the help page': '/help',
	"a runner's own page": '/me'
};

for (const [name, path] of Object.entries(PAGES))
	test(`${name} loads at most 60 kB of JavaScript`, async ({ browser }, info) => {
		const scripts = await scriptsOf(browser, inLocale(path, 'ru'));
		const total = [...scripts.values()].reduce((sum, one) => sum + one, 0);
		info.annotations.push({ type: 'bytes', description: String(total) });
		const largest = [...scripts].sort(([, a], [, b]) => b - a).slice(0, 8);
		expect(total, largest.join('\n')).toBeLessThanOrEqual(BUDGET_BYTES);
	});
