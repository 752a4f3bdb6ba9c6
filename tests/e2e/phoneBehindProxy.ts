/** A volunteer's phone that reaches the server through a proxy, for a spec file in which both fail: the phone and the way. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import {
	UPLOAD_TAG,
	type FromServiceWorker,
	type ToServiceWorker
} from '#lib/scanner/session/offlinePage.ts';
import type { BuiltServer } from '../support/builtServer.ts';
import { startFaultyProxy, type FaultyProxy } from '../support/faultyProxy.ts';
import { makeRace } from '../support/raceTraffic.ts';
import {
	EVENT,
	keptReads,
	openPhoneBrowser,
	pairingCode,
	storedPassings,
	type PhoneBrowser
} from '../support/volunteerPhone.ts';

/** Called once, above the tests: each has the proxy as new and a phone of its own. */
export function phoneBehindProxy(server: BuiltServer) {
	let proxy: FaultyProxy;
	/** Of a phone that has visited, is not paired, and has kept the page. */
	let visited: string;
	let profile: string;
	let phone: PhoneBrowser;

	test.beforeAll(async () => {
		await makeRace(server.url, { slug: EVENT, runners: 0, gunMs: Date.now() - 3_600_000 });
		proxy = await startFaultyProxy(server.url);
		visited = await mkdtemp(join(tmpdir(), 'phone-'));
		const { context } = await openPhoneBrowser(visited);
		const page = await context.newPage();
		await page.goto(`${proxy.url}/scan`);
		await page.evaluate(keepScanner);
		await context.close();
	});
	test.afterAll(async () => {
		await proxy.close();
		await rm(visited, { recursive: true, force: true });
	});
	test.beforeEach(async () => {
		proxy.reset();
		profile = await mkdtemp(join(tmpdir(), 'phone-'));
	});
	test.afterEach(async () => {
		await phone.context.close();
		await rm(profile, { recursive: true, force: true });
	});

	/**
	 * A phone that is paired anew, so that it has a name and a sequence of its own, and whose page is kept for offline
	 * start. It was here before, since keeping the page takes seconds; `isNew`: it was not.
	 */
	async function pairedPage({ isNew = false } = {}): Promise<Page> {
		if (!isNew) await cp(visited, profile, { recursive: true });
		phone = await openPhoneBrowser(profile);
		const page = phone.context.pages()[0] ?? (await phone.context.newPage());
		const code = await pairingCode(server, { role: 'tap' });
		await page.goto(`${proxy.url}/scan#pair=${code}`);
		await expect(page.locator('.status-link')).toContainText('Works offline');
		expect(page.url()).not.toContain(code);
		return page;
	}

	/** Reads made = reads on the server, none twice, times as read. */
	async function expectAllSafe(page: Page, atLeast: number): Promise<void> {
		await expect(async () => {
			const kept = await keptReads(page);
			expect(kept.length).toBeGreaterThanOrEqual(atLeast);
			expect(new Set(kept.map(({ state }) => state))).toEqual(new Set(['sent']));
		}).toPass({ timeout: 60_000 });
		await expect(page.getByTestId('on-phone')).toHaveText('0');
		const kept = await keptReads(page);
		const mine = new Set(kept.map(({ id }) => id));
		const stored = (await storedPassings(server)).filter(({ id }) => mine.has(id));
		const times = (reads: { id: string; atMs: number; offsetMs: number | null }[]): unknown[] =>
			reads.map(({ id, atMs, offsetMs }) => [id, atMs, offsetMs]).sort();
		expect(times(stored)).toEqual(times(kept));
	}

	/** What the browser does by itself once the phone has a network: no page of the scanner is open. */
	async function fireBackgroundSync(): Promise<void> {
		const page = await phone.context.newPage();
		const developer = await phone.context.newCDPSession(page);
		const registered = new Promise<string>((resolve) =>
			developer.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
				const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(proxy.url));
				if (ours) resolve(ours.registrationId);
			})
		);
		await developer.send('ServiceWorker.enable');
		await developer.send('ServiceWorker.dispatchSyncEvent', {
			origin: proxy.url,
			registrationId: await registered,
			tag: UPLOAD_TAG,
			lastChance: false
		});
	}

	return {
		get proxy(): FaultyProxy {
			return proxy;
		},
		/** Of the phone that was paired last. */
		get context(): BrowserContext {
			return phone.context;
		},
		pairedPage,
		/** SIGKILL to the browser, and a new one on what it left. */
		async killAndReopen(): Promise<void> {
			await phone.kill();
			phone = await openPhoneBrowser(profile);
		},
		expectAllSafe,
		fireBackgroundSync
	};
}

/** In the browser: what a paired phone asks of its service worker, so that its page starts offline. */
async function keepScanner(): Promise<void> {
	const { active } = await navigator.serviceWorker.ready;
	const kept = new Promise<void>((resolve) => {
		navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<FromServiceWorker>) => {
			if (data.kind === 'scanner-kept') resolve();
		});
	});
	navigator.serviceWorker.startMessages();
	active?.postMessage({ kind: 'keep-scanner' } satisfies ToServiceWorker);
	await kept;
}

/** Touches of several fingers, faster than any volunteer. Resolves when they were made, not when they were kept. */
export const burst = (page: Page, count: number): Promise<void> =>
	page.getByTestId('tap-field').evaluate(async (field, count) => {
		for (let i = 0; i < count; i++) {
			field.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, cancelable: true, pointerId: i }));
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
	}, count);
