/** Limits as a visitor meets them: in any spelling of the path, with the form kept, on the built server. */
import { request } from 'node:http';
import { expect, test } from '@playwright/test';
import { secretLinkIn } from '../support/keptMails.ts';
import { call } from '../support/raceTraffic.ts';
import { becomeOwner } from './pages.ts';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT } from './stage.ts';

const server = serverOfFile({ env: { TRUST_PROXY: '1' } });

interface Answer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	text: string;
}

let addresses = 0;
const newAddress = () => `198.51.100.${++addresses}`;

/** Sends a path as it is written, which neither a browser nor fetch would. With `form` it is a post. */
function send(
	path: string,
	{ form, address = newAddress(), headers = {} }: { form?: object; address?: string; headers?: object } = {}
): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const sent = request(
			server.url,
			{
				path,
				method: form ? 'POST' : 'GET',
				headers: {
					Accept: 'text/html',
					'X-Forwarded-For': address,
					...(form && { 'Content-Type': 'application/x-www-form-urlencoded', Origin: server.url }),
					...headers
				}
			},
			(response) => {
				let text = '';
				response.setEncoding('utf8');
				response.on('data', (chunk: string) => (text += chunk));
				response.on('end', () =>
					resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
				);
			}
		);
		sent.on('error', reject);
		sent.end(form && new URLSearchParams(Object.entries(form)).toString());
	});
}

const OWNER = { email: 'owner@example.org', password: 'a few words in a row' };
const wrong = (email = 'somebody@example.org') => ({ email, password: 'not the right words' });
const entry = (n: number) => ({
	race: '5k',
	name: `Child ${n}`,
	sex: 'F',
	birthDay: '27',
	birthMonth: '3',
	birthYear: '1990',
	email: `parent-${n}@example.org`,
	club: 'School No. 7',
	visibility: 'bib',
	terms: 'on'
});

const SPELLINGS = [
	'/sign-in?/in',
	'/%73ign-in?/in',
	'/ro/sign-in?/in',
	'/ru/%73%69gn-in?/in',
	'/sign%2Din?/in'
];

test('the eleventh wrong sign-in of an address waits, however the path is spelt', async () => {
	const address = newAddress();
	for (let i = 0; i < 10; i++) {
		const answer = await send(SPELLINGS[i % SPELLINGS.length] ?? '', { form: wrong(), address });
		expect(answer.status).toBe(400);
	}
	for (const path of SPELLINGS) expect((await send(path, { form: wrong(), address })).status).toBe(429);
	// Not served, or served as the same act: never a further try.
	const hosted = { address, headers: { Host: new URL(server.url).host.toUpperCase() } };
	for (const path of ['/en/sign-in?/in', '/sign-in/?/in', '//sign-in?/in', '/./sign-in?/in', '/SIGN-IN?/in'])
		expect([303, 308, 403, 404, 429]).toContain((await send(path, { form: wrong(), ...hosted })).status);
	const limited = await send('/ru/sign-in?/in', { form: wrong(), address });
	expect(limited.text).toContain('Слишком много попыток. Попробуйте снова через 5 минут.');
	expect(limited.text).toContain('value="somebody@example.org"');
	expect(limited.headers['content-type']).toContain('text/html');
	const waitS = Number(limited.headers['retry-after']);
	expect(waitS).toBeGreaterThan(0);
	expect(waitS).toBeLessThanOrEqual(300);
	expect((await send('/sign-in?/in', { form: wrong('other@example.org') })).status).toBe(400);
});

test('an owner’s browser signs in while strangers everywhere try the account', async ({ page }) => {
	await becomeOwner(page, { url: server.url, setupPath: server.setupPath() ?? '' });
	const cookie = (await page.context().cookies()).find(({ name }) => name === 'organiser.known');
	expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
	expect(cookie?.value).not.toContain('owner');

	const often = newAddress();
	for (let i = 0; i < 12; i++)
		expect((await send('/sign-in?/in', { form: OWNER, address: often })).status).toBe(303);

	for (let i = 0; i < 24; i++) await send('/sign-in?/in', { form: wrong(OWNER.email) });
	expect((await send('/sign-in?/in', { form: OWNER })).status).toBe(429);

	await page.goto(`${server.url}/organise`);
	await page.locator('summary').filter({ hasText: 'Owner' }).click();
	await page.locator('form[action*="/sign-in?/out"] button').click();
	await expect(page).toHaveURL(/\/sign-in$/);
	await page.getByLabel('E-mail').fill(OWNER.email);
	await page.getByLabel('Password').fill(OWNER.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page).toHaveURL(/\/organise$/);
});

test('forty children register from one address; one that never ends is told how long to wait and keeps the form', async ({
	browser
}) => {
	const address = newAddress();
	const register = `/e/${EVENT}/register`;
	for (let i = 0; i < 40; i++) expect((await send(register, { form: entry(i), address })).status).toBe(303);
	for (let i = 0; i < 200; i += 20)
		await Promise.all(Array.from({ length: 20 }, () => send(register, { form: { name: '' }, address })));
	const limited = await send(`/ro${register}`, { form: entry(99), address });
	expect(limited.status).toBe(429);
	expect(limited.text).toMatch(/Prea multe încercări\. Încercați din nou peste \d+ minute?\./);
	for (const kept of ['Child 99', 'parent-99@example.org', 'School No. 7'])
		expect(limited.text).toContain(kept);
	expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
	expect((await send(register, { address })).status).toBe(200);

	const context = await browser.newContext({ extraHTTPHeaders: { 'X-Forwarded-For': address } });
	const page = await context.newPage();
	await page.goto(server.url + register);
	await page.locator('#name').fill('Child 99');
	await page.locator('main form button').last().click();
	await expect(page.getByRole('alert')).toContainText('Too many tries. Please try again in');
	await expect(page.locator('#name')).toHaveValue('Child 99');
	await context.close();
});

test('"send me my link" is limited by address too, and keeps the address typed', async () => {
	const address = newAddress();
	const link = `/e/${EVENT}/link`;
	const form = { email: 'nobody@example.org' };
	for (let i = 0; i < 40; i++) expect((await send(link, { form, address })).status).toBe(200);
	const limited = await send(`/%65/${EVENT}/link`, { form, address });
	expect(limited.status).toBe(429);
	expect(limited.text).toContain('value="nobody@example.org"');
});

test('looking at a secret link makes no session, the button makes one, and then the link opens the page', async () => {
	const echo = { ...entry(0), name: 'Runner Echo', email: 'runner.echo@example.org' };
	expect((await send(`/e/${EVENT}/register`, { form: echo })).status).toBe(303);
	const path = new URL(await secretLinkIn(server, echo)).pathname;
	for (let i = 0; i < 3; i++) {
		const looked = await send(path);
		expect(looked.status).toBe(200);
		expect(looked.text).toContain('Open your page');
		expect(looked.text).not.toContain('Runner Echo');
		expect(looked.headers).toMatchObject({
			'cache-control': 'no-store',
			'x-robots-tag': 'noindex',
			'referrer-policy': 'strict-origin'
		});
		expect(looked.headers).not.toHaveProperty('set-cookie');
	}
	const used = await send(path, { form: {} });
	expect([used.status, used.headers.location]).toEqual([303, '/me']);
	const headers = { Cookie: String(used.headers['set-cookie']).split(';')[0] };
	const again = await send(path, { headers });
	expect([again.status, again.headers.location]).toEqual([303, '/me']);
	expect(again.headers).not.toHaveProperty('set-cookie');
	expect((await send('/me', { headers })).text).toContain('Runner Echo');

	const foreign = await send(path, { form: {}, headers: { Origin: 'https://elsewhere.example' } });
	expect(foreign.status).toBe(403);
	const unknown = await send(`/r/${'A'.repeat(22)}`, { form: {} });
	expect([unknown.status, unknown.headers.location]).toEqual([303, '/me?link-unknown']);
});

for (const named of ['', `#event=${EVENT}`])
	test(`a phone is paired by typing the eight characters, at /scan${named}`, async ({ page }) => {
		const { typedCode } = await call<{ typedCode: string }>(server.url, `/events/${EVENT}/pairings`, {
			method: 'POST',
			body: { checkpoint: 'finish', role: 'line' }
		});
		await page.goto(`${server.url}/scan${named}`);
		await expect(page.locator('input[name=event]')).toHaveCount(0);
		await page.locator('input[name=code]').fill(typedCode.toLowerCase());
		await page.getByRole('button', { name: 'Pair', exact: true }).click();
		await expect(page.getByTestId('safe')).toBeVisible();
	});

test('a phone says after too many wrong codes that it has to wait or scan', async ({ browser }) => {
	const context = await browser.newContext({ extraHTTPHeaders: { 'X-Forwarded-For': newAddress() } });
	const page = await context.newPage();
	await page.goto(`${server.url}/scan`);
	for (let i = 0; i < 6; i++) {
		await page.locator('input[name=code]').fill(`UUUU-000${i}`);
		const answer = page.waitForResponse(/\/pairings$/);
		await page.getByRole('button', { name: 'Pair', exact: true }).click();
		expect((await answer).status()).toBe(i < 5 ? 400 : 429);
	}
	await expect(page.getByRole('alert')).toContainText('Wait a minute, or scan the organiser');
	await context.close();
});
