/** Forms are bounded before kit makes fields of them; kit reads what was let through as if nobody had read it before. */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequest } from '@sveltejs/kit/node';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAuth } from '#lib/server/accounts/auth.ts';
import { boundForms } from '#lib/server/forms/formBounds.ts';
import { busyAgainstIdle } from '../support/heldUp.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

let opened: TestApp;
let server: Server;
let url: string;

beforeAll(async () => {
	opened = await testApp({ nowMs: Date.UTC(2026, 4, 1) });
	openAuth(opened.app, { secret: 'a secret of the tests, long enough to sign' });
	const front = express();
	front.get('/healthz', (_req, res) => void res.json({}));
	front.use(boundForms(opened.app));
	// Kit's own way of reading a request.
	front.use(async (req, res) => {
		const sent = await getRequest({ request: req, base: url, bodySizeLimit: 6 * 1024 * 1024 });
		const form = await sent.formData();
		res.json([...form].map(([name, value]) => [name, typeof value === 'string' ? value.length : value.size]));
	});
	server = createServer(front);
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((closed) => server.close(closed));
	await opened.close();
});

type Body = string | URLSearchParams | FormData;
async function post(path: string, body: Body, headers: Record<string, string> = {}) {
	const response = await fetch(url + path, { method: 'POST', body, headers });
	return { status: response.status, text: await response.text() };
}

const REGISTER = '/e/run/register';
const IMPORT = '/organise/run/participants/import';
const URLENCODED = { 'Content-Type': 'application/x-www-form-urlencoded' };
const multipart = (boundary: string) => ({ 'Content-Type': `multipart/form-data; boundary=${boundary}` });
const part = (name: string, value: string) =>
	`--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

/** In pieces, without a Content-Length. */
const inPieces = (path: string, pieces: string[], headers: Record<string, string> = {}) =>
	new Promise<number | undefined>((resolve, reject) => {
		const sent = request(
			url + path,
			{ method: 'POST', headers: { ...URLENCODED, ...headers } },
			(response) => {
				resolve(response.resume().statusCode);
				sent.destroy();
			}
		);
		sent.on('error', reject);
		const next = (): void => {
			const piece = pieces.shift();
			if (piece === undefined) sent.end();
			else sent.write(piece, () => setImmediate(next));
		};
		next();
	});

describe('what a form may be goes through whole', () => {
	test('fields, names in any script, and files', async () => {
		const fields = await post(REGISTER, new URLSearchParams({ name: 'Ștefan Ciobanu', club: '' }));
		expect([fields.status, fields.text]).toEqual([200, '[["name",14],["club",0]]']);
		const form = new FormData();
		form.set('race', '5k');
		form.set('file', new File(['bib,name\n'], 'list.csv'));
		expect((await post(IMPORT.replace('import', 'x'), form)).text).toBe('[["race",2],["file",9]]');
	});

	test('64 kB in one piece, and in pieces without a length', async () => {
		const value = 'x'.repeat(64 * 1024 - 2);
		expect((await post(REGISTER, `a=${value}`, URLENCODED)).text).toBe(`[["a",${value.length}]]`);
		const pieces = ['a=', ...Array.from({ length: 60 }, () => 'x'.repeat(1000)), '&b=1'];
		expect(await inPieces(REGISTER, pieces)).toBe(200);
	});
});

const attacks: Record<
	string,
	{ path?: string; body: string; headers?: Record<string, string>; status: number }
> = {
	'700,000 fields': { body: 'a=1&'.repeat(700_000), headers: URLENCODED, status: 413 },
	'300 fields': { body: 'a=1&'.repeat(300), headers: URLENCODED, status: 413 },
	'a password of a megabyte': {
		path: '/sign-in',
		body: `email=a%40example.org&password=${'x'.repeat(1_000_000)}`,
		headers: URLENCODED,
		status: 413
	},
	'a list of a stranger': {
		path: IMPORT,
		body: `${part('text', 'x'.repeat(3_000_000))}--b--`,
		headers: multipart('b'),
		status: 403
	},
	'a list that is larger than any': {
		path: IMPORT,
		body: `${part('text', 'x'.repeat(7_000_000))}--b--`,
		headers: multipart('b'),
		status: 413
	},
	'a set-up of a stranger': {
		path: '/organise/run/setup/words',
		body: `rules_en=${'x'.repeat(100_000)}`,
		headers: { ...URLENCODED, Cookie: 'organiser.session_token=forged.signature' },
		status: 413
	},
	'a list that is no file': {
		path: IMPORT,
		body: `text=${'x'.repeat(3_000_000)}`,
		headers: URLENCODED,
		status: 413
	},
	'1,000 parts': { body: `${part('a', '1').repeat(1_000)}--b--`, headers: multipart('b'), status: 413 },
	'no boundary': { body: 'x', headers: { 'Content-Type': 'multipart/form-data' }, status: 400 },
	'an empty boundary': { body: 'x', headers: multipart('""'), status: 400 },
	'a boundary that never comes': { body: part('a', '1'), headers: multipart('other'), status: 400 },
	'parts without an end': { body: part('a', '1'), headers: multipart('b'), status: 400 },
	'a part without a name': { body: '--b\r\nX: y\r\n\r\n1\r\n--b--', headers: multipart('b'), status: 400 },
	'U+0000 in a field': { body: 'name=a%00b', headers: URLENCODED, status: 400 },
	'U+0000 in a name': { body: '%00=a', headers: URLENCODED, status: 400 },
	'U+0000 in a part': { body: `${part('name', 'a\0b')}--b--`, headers: multipart('b'), status: 400 },
	'plain text': { body: 'a=1', headers: { 'Content-Type': 'text/plain' }, status: 415 },
	JSON: { body: '{}', headers: { 'Content-Type': 'application/json' }, status: 415 },
	'a form of a remote function': {
		body: '{}',
		headers: { 'Content-Type': 'application/x-sveltekit-formdata' },
		status: 415
	},
	'a form that says it is compressed': {
		body: 'a=1',
		headers: { ...URLENCODED, 'Content-Encoding': 'gzip' },
		status: 415
	}
};

describe('what a form may not be is refused before fields are made of it', () => {
	for (const [name, { path = REGISTER, body, headers, status }] of Object.entries(attacks))
		test(`${name}: ${status}`, async () => {
			const answer = await post(path, body, headers);
			expect(answer.status).toBe(status);
			expect(answer.text).toMatch(/^[A-Z].{20,200}\.$/);
		});

	test('none of them holds up others', async () => {
		const bodies = Object.values(attacks).map(({ path = REGISTER, body, headers = URLENCODED }) => ({
			url: url + path,
			headers,
			body
		}));
		const { idle, busy } = await busyAgainstIdle(`${url}/healthz`, bodies);
		expect(busy.median).toBeLessThanOrEqual(10 * idle.median);
	});

	test('more than the bound without a length is refused while it comes', async () => {
		expect(
			await inPieces(
				REGISTER,
				Array.from({ length: 2_000 }, () => 'x'.repeat(1000))
			)
		).toBe(413);
		expect(await inPieces(REGISTER, [], { 'Transfer-Encoding': 'chunked' })).toBe(400);
	});

	test('the rule is told in the language of the page, and to a page’s script as an action’s answer', async () => {
		const large = `a=${'x'.repeat(100_000)}`;
		expect((await post(`/ro${REGISTER}`, large, URLENCODED)).text).toContain('cel mult 64 kB');
		expect((await post(`/ru${REGISTER}`, large, URLENCODED)).text).toContain('не больше 64 kB');
		const scripted = await post(REGISTER, large, { ...URLENCODED, 'x-sveltekit-action': 'true' });
		expect(JSON.parse(scripted.text)).toMatchObject({
			type: 'error',
			error: { words: expect.stringContaining('64 kB') }
		});
	});

	test('a session that nobody has opens no larger bound', async () => {
		const list = `${part('text', 'x'.repeat(1_000))}--b--`;
		const cookie = { Cookie: 'organiser.session_token=forged.signature' };
		expect((await post(IMPORT, list, { ...multipart('b'), ...cookie })).status).toBe(403);
	});
});
