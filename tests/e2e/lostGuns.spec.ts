/** Two who set one gun, or put one phone elsewhere: the later one reads what holds by now, and overwrites it knowingly. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { call } from '../support/raceTraffic.ts';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, ownerSession, pairPhone, pressAgain, type Session } from './stage.ts';

const server = serverOfFile();
let owner: Session;

test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
	const phone = await browser.newContext();
	await pairPhone(await phone.newPage(), { server });
	await phone.close();
});

async function opened(
	browser: Browser,
	{ javaScript, path, summary }: { javaScript: boolean; path: string; summary: string }
): Promise<Page> {
	const context = await browser.newContext({ storageState: owner, javaScriptEnabled: javaScript });
	const page = await context.newPage();
	await page.goto(`${server.url}/organise/${EVENT}${path}`);
	await page.getByText(summary, { exact: true }).first().click();
	return page;
}

const gun = async (): Promise<string | undefined> => {
	const { races } = await call<{ races: { waves: { gunStart?: string }[] }[] }>(
		server.url,
		`/events/${EVENT}`
	);
	return races[0]?.waves[0]?.gunStart?.slice(11, 19);
};
const place = async (): Promise<string> => {
	const { items } = await call<{ items: { checkpoint: string; role: string }[] }>(
		server.url,
		`/events/${EVENT}/devices`
	);
	return `${items[0]?.checkpoint} ${items[0]?.role}`;
};
const time = (page: Page) => page.locator('input[name=time]').first();
const close = (...pages: Page[]) => Promise.all(pages.map((page) => page.context().close()));

for (const javaScript of [true, false]) {
	const how = javaScript ? 'with' : 'without';

	test(`of two gun times the later one is asked, ${how} JavaScript`, async ({ browser }) => {
		const form = { javaScript, path: '', summary: 'Set the gun time' };
		const [first, second] = [await opened(browser, form), await opened(browser, form)];
		const [quick, slow] = javaScript ? ['10:00:00', '10:00:05'] : ['10:01:00', '10:01:05'];
		await time(second).fill(slow);
		await time(first).fill(quick);
		await first.getByRole('button', { name: 'Save the gun time' }).first().click();
		await expect(first.getByText(`The gun time is ${quick}`).first()).toBeVisible();

		// The page behind the open form follows; the form stays as it was made.
		if (javaScript) await expect(second.getByText(quick).first()).toBeVisible();
		await expect(time(second)).toHaveValue(slow);
		await second.getByRole('button', { name: 'Save the gun time' }).first().click();
		await expect(second.getByText(`set the gun time to ${quick}`).first()).toBeVisible();
		await expect(time(second)).toHaveValue(slow);
		expect(await gun()).toBe(quick);
		await pressAgain(second.getByRole('button', { name: 'Save the gun time' }).first());
		await expect(second.getByText(`The gun time is ${slow}`).first()).toBeVisible();
		expect(await gun()).toBe(slow);
		await close(first, second);
	});

	test(`of two who move a phone the later one is told, ${how} JavaScript`, async ({ browser }) => {
		const form = { javaScript, path: '/phones', summary: 'Move or change' };
		const [first, second] = [await opened(browser, form), await opened(browser, form)];
		const [quick, slow] = javaScript ? ['chute', 'spotter'] : ['check-in', 'line'];
		const move = async (page: Page, role: string): Promise<void> => {
			await page.locator('form:has(input[name=device]) select[name=role]').first().selectOption(role);
			await pressAgain(page.getByRole('button', { name: 'Move', exact: true }).first());
		};
		await move(first, quick);
		await expect(first.getByText('is now at').first()).toBeVisible();
		await move(second, slow);
		await expect(second.getByText('Meanwhile somebody put').first()).toBeVisible();
		expect(await place()).toContain(quick);
		// Pressed again it is meant, from the form that is still open or from the page as it came back.
		if (!javaScript) await second.getByText('Move or change', { exact: true }).first().click();
		await move(second, slow);
		await expect(second.getByText('is now at').first()).toBeVisible();
		expect(await place()).toContain(slow);
		await close(first, second);
	});
}

test('a form with no version, another one’s or a future one has its own answer each, and nothing is stored', async ({
	browser
}) => {
	const page = await opened(browser, { javaScript: false, path: '/phones', summary: 'Move or change' });
	const before = [await gun(), await place()];
	const device = (await page.locator('input[name=device]').first().getAttribute('value')) ?? '';
	const forms: { action: string; id: string; fields: Record<string, string> }[] = [
		{ action: '?/gun', id: '5k/all', fields: { race: '5k', wave: 'all', time: '09:00:00', why: 'none' } },
		{ action: '?/takeBack', id: '5k/all', fields: { race: '5k', wave: 'all', why: 'none' } },
		{ action: '/phones?/move', id: device, fields: { device, checkpoint: 'finish', role: 'chute' } }
	];
	for (const { action, id, fields } of forms)
		for (const [version, words] of [
			['', 'does not say which version'],
			['elsewhere.1', 'made from something else'],
			[`${id}.999`, 'names a version that has not been reached']
		] as const) {
			const sent = await page.request.post(`${server.url}/organise/${EVENT}${action}`, {
				form: { version, ...fields },
				headers: { origin: server.url, accept: 'text/html' }
			});
			expect([action, sent.status()]).toEqual([action, 409]);
			expect(await sent.text()).toContain(words);
		}
	expect([await gun(), await place()]).toEqual(before);
	await close(page);
});
