/** What a stranger may put into an address or a form of the built server, and what its pages say when the database is away. */
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import pg from 'pg';
import { startBuiltServer, type BuiltServer } from '../support/builtServer.ts';
import { cuttableSocket } from '../support/cuttableSocket.ts';
import { ODD_ENCODED, ODD_TEXTS } from '../support/oddValues.ts';
import { EVENT } from './stage.ts';

let server: BuiltServer;

test.beforeEach(async () => {
	server = await startBuiltServer();
});
test.afterEach(() => server.close());

interface Answer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	text: string;
}

/** As it stands: fetch and browsers would tidy the path first. */
function ask(
	path: string,
	{
		url = server.url,
		body,
		...options
	}: { url?: string; method?: string; headers?: Record<string, string>; body?: string } = {}
): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const { hostname, port } = new URL(url);
		const sent = request({ hostname, port, path, ...options }, (response) => {
			let text = '';
			response.setEncoding('utf8');
			response.on('data', (chunk: string) => (text += chunk));
			response.on('end', () =>
				resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
			);
		});
		sent.on('error', reject);
		sent.end(body);
	});
}

test('no odd part of an address fails, and those that no page has are 400 or 404', async () => {
	const places = (odd: string) => [
		`/${odd}`,
		`/ro/${odd}`,
		`/e/${odd}`,
		`/ru/e/${odd}/register`,
		`/e/${EVENT}/results?race=${odd}&page=${odd}&q=${odd}`,
		`/e/${EVENT}/live?race=${odd}`,
		`/e/${odd}/event.ics`,
		`/B/${odd}`,
		`/r/${odd}`,
		`/setup/${odd}`,
		`/organise/${odd}/results/versions/${odd}?from=${odd}`,
		`/me?${odd}=${odd}`,
		`/api/docs?${odd}`
	];
	const failed: string[] = [];
	let cells = 0;
	for (const { name, value } of ODD_ENCODED)
		for (const path of places(value)) {
			const status = await ask(path).then(
				(answer) => answer.status,
				(error: unknown) => String(error)
			);
			cells += 1;
			if (typeof status === 'string' || status >= 500)
				failed.push(`${name} ${path.slice(0, 100)}: ${status}`);
		}
	console.log(`odd addresses: ${cells} cells`);
	expect(failed).toEqual([]);
	for (const odd of ['%00', '%ED%A0%80', '%FF'])
		expect([400, 404]).toContain((await ask(`/e/${odd}`)).status);
	expect((await ask(`/e/${EVENT}/results?q=%00`)).status).toBe(400);
	expect((await ask('/')).status).toBe(200);
});

test('a body that is no form, and a field that holds what no database can, are refused', async () => {
	const post = (type: string, body: string) =>
		ask(`/e/${EVENT}/link`, {
			method: 'POST',
			headers: { 'Content-Type': type, Origin: server.url, Accept: 'text/html' },
			body
		});
	const form = 'application/x-www-form-urlencoded';
	expect((await post('multipart/form-data', 'email=a')).status).toBe(400);
	expect((await post('multipart/form-data; boundary=x', 'no such part')).status).toBe(400);
	const file = `--x\r\nContent-Disposition: form-data; name="email"; filename="a"\r\n\r\na\r\n--x--\r\n`;
	expect((await post('multipart/form-data; boundary=x', file)).status).toBe(400);
	expect((await post(form, 'email=a%00b')).status).toBe(400);
	expect((await post(form, '%00=a')).status).toBe(400);
	expect((await post(form, `email=${'x'.repeat(20_000)}`)).status).toBe(413);
	for (const { name, value } of ODD_TEXTS.slice(0, 20)) {
		const { status } = await post(form, `email=${encodeURIComponent(value)}`);
		expect([name, status < 500]).toEqual([name, true]);
	}
});

test('an event that cannot be shown takes no page of many along', async () => {
	const database = new pg.Client({ host: server.dataDir, user: 'postgres', database: 'postgres' });
	await database.connect();
	await database.query(
		`insert into event (id, slug, name, date, time_zone, place, registration_closes_at) values
			(gen_random_uuid(), 'bad', 'Bad', '0044-03-15 BC', 'Mars/Olympus', 'x', '10000-01-01 13:59:59+00')`
	);
	await database.end();
	for (const path of ['/', '/ro', '/ru', '/help', '/me', '/api/v1/events', `/e/${EVENT}`]) {
		const { status, text } = await ask(path);
		expect([path, status]).toEqual([path, 200]);
		expect(text).not.toContain('Bad');
	}
	expect(server.output().match(/cannot be shown/g)?.length).toBe(1);
});

test('without its database a page is 503, says so in the reader’s language, and when to come back', async () => {
	// A second server on the first one's database, over a line that can be cut.
	const line = await cuttableSocket(join(server.dataDir, '.s.PGSQL.5432'));
	const behind = await startBuiltServer({
		env: { DATABASE_URL: `postgresql://postgres@127.0.0.1:${line.port}/postgres` }
	});
	const askBehind: typeof ask = (path, options) => ask(path, { ...options, url: behind.url });
	expect((await askBehind('/')).status).toBe(200);
	await line.cut();
	const words = {
		'/': 'cannot save anything just now',
		'/ro': 'nu putem salva nimic',
		'/ru': 'не можем ничего сохранить'
	};
	for (const [path, said] of Object.entries(words)) {
		const { status, headers, text } = await askBehind(path);
		expect([path, status]).toEqual([path, 503]);
		expect(Number(headers['retry-after'])).toBeGreaterThan(0);
		expect(text).toContain(said);
	}
	const runner = await askBehind('/me', { headers: { Cookie: 'runner=somebody' } });
	expect([runner.status, runner.text.includes('cannot save anything just now')]).toEqual([503, true]);
	const posted = await askBehind(`/e/${EVENT}/link`, {
		method: 'POST',
		headers: {
			'Content-Type': 'application/x-www-form-urlencoded',
			Origin: behind.url,
			Accept: 'text/html'
		},
		body: 'email=ana%40example.org'
	});
	expect([posted.status, posted.text.includes('cannot save anything just now')]).toEqual([503, true]);
	expect((await askBehind('/readyz')).status).toBe(503);
	expect((await askBehind('/healthz')).status).toBe(200);
	await behind.close();
});
