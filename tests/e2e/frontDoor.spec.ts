/** What strangers may try at the front door of the built server. Nothing of it changes anything, and each has its answer. */
import { request } from 'node:http';
import { expect, test } from '@playwright/test';
import { startBuiltServer, type BuiltServer } from '../support/builtServer.ts';
import { startMailServer, type MailServer } from '../support/mailServer.ts';
import { call } from '../support/raceTraffic.ts';
import { EVENT } from './stage.ts';

let mails: MailServer;
let server: BuiltServer;
/** The name by which runners reach the server, behind a proxy. */
const ORIGIN = 'https://run.example.org';

test.beforeAll(async () => {
	mails = await startMailServer();
	server = await startBuiltServer({ env: { ORIGIN, SMTP_URL: mails.url, MAIL_FROM: 'run@example.org' } });
});
test.afterAll(async () => {
	await server.close();
	await mails.close();
});

interface Answer {
	status: number;
	location: string;
	text: string;
}

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' };

/** A form post with any headers, which neither a browser nor fetch would send. */
function post(path: string, form: Record<string, string>, headers: Record<string, string>): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const sent = request(
			server.url + path,
			{ method: 'POST', headers: { ...FORM, ...headers } },
			(response) => {
				let text = '';
				response.setEncoding('utf8');
				response.on('data', (chunk: string) => (text += chunk));
				response.on('end', () =>
					resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? '', text })
				);
			}
		);
		sent.on('error', reject);
		sent.end(new URLSearchParams(form).toString());
	});
}

const entry = (name: string) => ({
	race: '5k',
	name,
	sex: 'F',
	birthDay: '27',
	birthMonth: '3',
	birthYear: '1990',
	email: 'runner.delta@example.org',
	visibility: 'bib',
	terms: 'on'
});
const entries = async () => {
	const { items } = await call<{ items: unknown[] }>(server.url, `/events/${EVENT}/participants`);
	return items.length;
};
const REGISTER = `/e/${EVENT}/register`;

test('a form post from another origin, or without one, is refused and registers nobody', async () => {
	const before = await entries();
	const foreign = await post(REGISTER, entry('Runner Delta'), { Origin: 'https://elsewhere.example' });
	expect(foreign.status).toBe(403);
	expect(foreign.text).toContain('Cross-site POST form submissions are forbidden');
	expect((await post(REGISTER, entry('Runner Delta'), {})).status).toBe(403);
	expect(await entries()).toBe(before);
});

test('a forged Host gets into no mail and no address', async () => {
	const forged = { Host: 'elsewhere.example', 'X-Forwarded-Host': 'elsewhere.example' };
	const registered = await post(REGISTER, entry('Runner Delta'), {
		...forged,
		Origin: 'http://elsewhere.example'
	});
	expect(registered.status).toBe(303);
	expect(registered.location).not.toContain('elsewhere');
	await expect.poll(() => mails.mails.length).toBe(1);
	const [mail] = mails.mails;
	expect(`${mail?.text}${String(mail?.html)}`).toContain(`${ORIGIN}/r/`);
	expect(JSON.stringify(mail)).not.toContain('elsewhere');
});

test('a forged Host is repeated on no page and in no redirect', async () => {
	const bytes = (path: string) =>
		new Promise<string>((resolve, reject) => {
			const headers = {
				Host: 'elsewhere.example',
				'X-Forwarded-Host': 'elsewhere.example',
				Accept: 'text/html'
			};
			request(server.url + path, { headers }, (response) => {
				let text = JSON.stringify(response.headers);
				response.setEncoding('utf8');
				response.on('data', (chunk: string) => (text += chunk));
				response.on('end', () => resolve(text));
			})
				.on('error', reject)
				.end();
		});
	for (const path of [
		'/',
		'/ro/',
		`/e/${EVENT}`,
		`/ru/e/${EVENT}/`,
		`/e/${EVENT}/results`,
		'/sign-in',
		'/nowhere',
		'/organise',
		'/me',
		'//x'
	])
		expect(await bytes(path), path).not.toContain('elsewhere');
	expect(await bytes(`/e/${EVENT}`)).toContain(`hreflang="ro" href="${ORIGIN}/ro/e/${EVENT}"`);
});

test('a form that is too large, has too many fields or is none is refused in words, and others go on', async () => {
	const send = (body: string, type: string) =>
		fetch(`${server.url}/ro${REGISTER}`, {
			method: 'POST',
			body,
			headers: { 'Content-Type': type, Origin: ORIGIN }
		});
	const large = await send(`name=${'x'.repeat(200_000)}`, FORM['Content-Type']);
	expect([large.status, await large.text()]).toEqual([413, expect.stringContaining('cel mult 64 kB')]);
	expect((await send('a=1&'.repeat(700_000), FORM['Content-Type'])).status).toBe(413);
	expect((await send('a=1&'.repeat(300), FORM['Content-Type'])).status).toBe(413);
	expect((await send('x', 'multipart/form-data')).status).toBe(400);
	expect((await send('name=a%00b', FORM['Content-Type'])).status).toBe(400);
	expect((await send('a=1', 'text/plain')).status).toBe(415);
	expect((await send('{}', 'application/json')).status).toBe(415);
});
