/** Every page, form action and download takes whom its declared verb names, and nobody else, by real sessions. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test, type APIRequestContext } from '@playwright/test';
import { Client } from 'pg';
import { PERMISSIONS, ROLES, type Holder, type Role, type Verb } from '../../src/lib/domain/access/roles.ts';
import { declaredVerbs } from '../../src/lib/server/access/undeclared.ts';
import { socketOf } from '../../src/lib/server/database/embedded/dataFolder.ts';
import { serverOfFile } from './serverOfFile.ts';
import { EVENT, holdRace, ownerSession, publish, runnerSession, type Session } from './stage.ts';

interface Part {
	/** Load, action or method. */
	name: string;
	verb: Verb;
	path: string;
	download: boolean;
}

let database: Client;
// Above the server, so that it ends before the server does.
test.afterAll(() => database.end());
const server = serverOfFile();
let owner: Session;
let runner: Session;
let parts: Part[];

test.beforeAll(async ({ browser }) => {
	owner = await ownerSession(browser, server);
	await holdRace(server);
	const registered = await runnerSession(browser, server);
	runner = registered.session;
	await publish(server);
	const host = dirname(socketOf(server.dataDir));
	database = new Client({ host, database: 'postgres', user: 'postgres' });
	await database.connect();
	parts = partsOf({
		event: EVENT,
		number: '1',
		letter: 'B',
		code: registered.code,
		token: 'none',
		link: 'none'
	});
});

/** Makes the one account that. */
async function hold(role: Role | null, event: string): Promise<void> {
	await database.query(`update "user" set role = $1`, [role === 'owner' ? 'owner' : 'organiser']);
	await database.query('delete from membership');
	if (role && role !== 'owner')
		await database.query(
			`insert into membership (user_id, event_id, role) select u.id, e.id, $1 from "user" u, event e where e.slug = $2`,
			[role, event]
		);
}

/** As kit reads the folders: groups are not in the address. */
function partsOf(params: Record<string, string>): Part[] {
	const files = readdirSync('src/routes', { recursive: true, withFileTypes: true });
	return files
		.filter(({ name }) => name === '+page.server.ts' || name === '+server.ts')
		.flatMap(({ parentPath, name: file }) => {
			const path = parentPath
				.slice('src/routes'.length)
				.replace(/\/\([^)]*\)/g, '')
				.replace(/\[(\w+)(=\w+)?\]/g, (_, param: string) => params[param] ?? ID);
			const verbs = declaredVerbs(readFileSync(join(parentPath, file), 'utf8'));
			expect(verbs.size, path).toBeGreaterThan(0);
			return [...verbs].map(([name, verb]) => ({
				name,
				verb: verb as Verb,
				path: path || '/',
				download: file === '+server.ts'
			}));
		});
}
const ID = '00000000-0000-4000-8000-000000000000';

/** A stream has no end to wait for; the door knows it by the same verb. */
const ENDLESS = /\/news$/;

type Verdict = 'taken' | 'refused';

/** A refusal of the door: the way to where one signs in, or 403. */
async function asked(request: APIRequestContext, { name, path, download }: Part): Promise<Verdict> {
	const isAction = !download && name !== 'load';
	const answer = isAction
		? await request.post(`${server.url}${path}${name === 'default' ? '' : `?/${name}`}`, {
				form: { none: '' },
				headers: { origin: server.url, 'x-sveltekit-action': 'true', accept: 'application/json' },
				maxRedirects: 0
			})
		: await request.fetch(server.url + path, {
				maxRedirects: 0,
				method: ENDLESS.test(path) ? 'HEAD' : 'GET'
			});
	if (isAction) {
		const body = (await answer.json()) as { type: string; error?: { message: string } };
		return body.error && DOOR.includes(body.error.message) ? 'refused' : 'taken';
	}
	const goesTo = answer.headers().location ?? '';
	const toDoor = goesTo === '/sign-in' || (goesTo === '/me' && path === '/me/bib.pdf');
	return answer.status() === 403 || toDoor ? 'refused' : 'taken';
}
const DOOR = ['forbidden', 'not-signed-in', 'wrong-event'];

/** They would end the session or the entry that later calls need. */
const LAST = ['/sign-in out', '/me leave', '/me/cancel default'];

async function walk(
	request: APIRequestContext,
	holders: readonly Holder[]
): Promise<{ wrong: string[]; cells: number }> {
	const wrong: string[] = [];
	const walked = parts.filter(({ path, name }) => !LAST.includes(`${path} ${name}`));
	for (const part of walked) {
		const allowed: readonly Holder[] = PERMISSIONS[part.verb];
		const wanted = [...holders, 'public' as const].some((holder) => allowed.includes(holder));
		const verdict = await asked(request, part);
		if ((verdict === 'taken') !== wanted) wrong.push(`${part.path} ${part.name} (${part.verb}): ${verdict}`);
	}
	return { wrong, cells: walked.length };
}

test('a visitor and a runner reach what is public and the own entry', async ({ playwright }) => {
	for (const [holders, storageState] of [
		[[], undefined],
		[['runner'], runner]
	] as const) {
		const request = await playwright.request.newContext({ storageState });
		expect((await walk(request, holders)).wrong).toEqual([]);
		await request.dispose();
	}
});

test('an account reaches what its roles at this event may, with each role and with none', async ({
	playwright
}) => {
	let cells = 0;
	const request = await playwright.request.newContext({ storageState: owner });
	for (const role of [null, ...ROLES]) {
		await hold(role, EVENT);
		const walked = await walk(request, role ? [role] : []);
		expect(walked.wrong, role ?? 'no role').toEqual([]);
		cells += walked.cells;
	}
	// The list of own events asks for no event, so an organiser of any has it.
	await hold('organiser', 'chisinau-2018');
	const elsewhere = parts.filter(({ path }) => path.startsWith(`/organise/${EVENT}`));
	for (const part of elsewhere) expect(await asked(request, part), part.path).toBe('refused');
	console.log(`access to pages: ${cells + elsewhere.length} cells by accounts`);
	await request.dispose();
});

test('who is signed in reads which roles a page takes, opened by its address, by a link, and after a form without scripts', async ({
	browser
}) => {
	await hold('viewer', EVENT);
	const context = await browser.newContext({ storageState: owner });
	const page = await context.newPage();
	const says = async (): Promise<void> => {
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your role does not cover this');
		await expect(page.getByText('owner, organiser, or timing')).toBeVisible();
	};
	const opened = await page.goto(`${server.url}/organise/${EVENT}/matching`);
	expect(opened?.status()).toBe(403);
	await says();
	await page.goto(`${server.url}/organise/${EVENT}`);
	// The rooms name no page that is refused; a link that somebody sent does.
	await expect(page.getByRole('link', { name: 'Matching' })).toHaveCount(0);
	await page.evaluate((path) => {
		const link = Object.assign(document.createElement('a'), { href: path, textContent: 'Sent by a friend' });
		document.querySelector('main')?.append(link);
	}, `/organise/${EVENT}/matching`);
	await page.getByRole('link', { name: 'Sent by a friend' }).click();
	await says();
	const headers = { origin: server.url, accept: 'text/html' };
	const sent = await context.request.post(`${server.url}/ro/organise/${EVENT}/matching?/decide`, {
		form: { none: '' },
		headers
	});
	expect(sent.status()).toBe(403);
	expect(await sent.text()).toContain('Rolul dumneavoastră nu acoperă aceasta');
	const list = await context.request.get(`${server.url}/organise/${EVENT}/participants/list.csv`);
	expect(list.status()).toBe(403);
	await context.close();
});
