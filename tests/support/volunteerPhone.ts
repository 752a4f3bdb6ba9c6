/** A volunteer's phone in the browser tests: paired through the API, worked by touches, compared with the database. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import pg from 'pg';
import type { BuiltServer } from './builtServer.ts';
import { chromiumArguments, chromiumPath } from './chromium.ts';
import { call } from './raceTraffic.ts';

export const EVENT = 'faults';

/** A fresh code of the organiser's for one phone. */
export async function pairingCode(
	server: BuiltServer,
	{ checkpoint = 'finish', role = 'line', event = EVENT } = {}
): Promise<string> {
	const offer = await call<{ code: string }>(server.url, `/events/${event}/pairings`, {
		method: 'POST',
		body: { checkpoint, role }
	});
	return offer.code;
}

export interface PhoneBrowser {
	context: BrowserContext;
	/** SIGKILL to the browser and every process of it: nothing is flushed. */
	kill: () => Promise<void>;
}

/** A browser of its own whose storage outlives it, as a phone's does. */
export async function openPhoneBrowser(
	profile: string,
	{ flags = [], locale = 'en-GB' }: { flags?: string[]; locale?: string } = {}
): Promise<PhoneBrowser> {
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: chromiumPath(),
		args: [...chromiumArguments, ...flags],
		viewport: { width: 390, height: 844 },
		hasTouch: true,
		locale,
		permissions: ['camera'],
		ignoreHTTPSErrors: true
	});
	// A vibration comes after the read is durable: what was felt is what must arrive.
	await context.addInitScript(() => {
		const felt = { count: 0 };
		Object.assign(window, { felt });
		navigator.vibrate = () => {
			felt.count++;
			return true;
		};
	});
	return { context, kill: () => killBrowser(profile, context) };
}

async function killBrowser(profile: string, context: BrowserContext): Promise<void> {
	const closed = new Promise((resolve) => context.once('close', resolve));
	for (const pid of await processesOf(profile)) process.kill(pid, 'SIGKILL');
	await closed;
}

/** Only processes that name this very profile; a zombie has no command line. */
async function processesOf(profile: string): Promise<number[]> {
	const found: number[] = [];
	for (const entry of await readdir('/proc')) {
		if (!/^\d+$/.test(entry)) continue;
		const commandLine = await readFile(join('/proc', entry, 'cmdline'), 'utf8').catch(() => '');
		if (commandLine.split('\0').some((argument) => argument === `--user-data-dir=${profile}`))
			found.push(Number(entry));
	}
	return found;
}

export const felt = (page: Page): Promise<number> =>
	page.evaluate(() => (window as unknown as { felt: { count: number } }).felt.count);

/** The reads that the phone keeps, straight from its database. */
export interface KeptRead {
	id: string;
	seq: number;
	kind: string;
	bib: string | null;
	code: string | null;
	/** Number of a finish token, or of a sync mark. */
	token: number | null;
	atMs: number;
	offsetMs: number | null;
	state: string;
	/** It may be undone, and is not sent, before this time of the wall clock. */
	holdUntilMs: number;
}

export const keptReads = (page: Page): Promise<KeptRead[]> =>
	page.evaluate(
		() =>
			new Promise<KeptRead[]>((resolve, reject) => {
				const open = indexedDB.open('awareness-run-scanner');
				open.onerror = () => reject(open.error);
				open.onsuccess = () => {
					const all = open.result.transaction('reads').objectStore('reads').getAll();
					all.onerror = () => reject(all.error);
					all.onsuccess = () => {
						open.result.close();
						resolve(all.result as KeptRead[]);
					};
				};
			})
	);

/** Of all reads that the phone keeps, in the order made. */
export const keptTokens = async (page: Page): Promise<(number | null)[]> =>
	(await keptReads(page)).sort((a, b) => a.seq - b.seq).map(({ token }) => token);

export interface StoredPassing {
	id: string;
	kind: string;
	read: string | null;
	atMs: number;
	offsetMs: number;
	device: string;
}

/** What the server has of an event, from its own database. */
export async function storedPassings(server: BuiltServer, event = EVENT): Promise<StoredPassing[]> {
	const elsewhere = await readFile(join(server.dataDir, 'socket'), 'utf8').catch(() => null);
	const client = new pg.Client({
		host: elsewhere?.trim() ?? server.dataDir,
		user: 'postgres',
		database: 'postgres'
	});
	await client.connect();
	try {
		const { rows } = await client.query<Omit<StoredPassing, 'atMs'> & { atMs: string }>(
			`select p.id, p.kind, p.read, p.at_ms as "atMs", p.offset_ms as "offsetMs", d.name as device
			from passing p join event e on e.id = p.event_id join device d on d.id = p.device_id
			where e.slug = $1 order by p.at_ms, p.seq`,
			[event]
		);
		return rows.map((row) => ({ ...row, atMs: Number(row.atMs) }));
	} finally {
		await client.end();
	}
}
