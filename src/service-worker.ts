/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
/**
 * Offline start of the race-day phone, and sending after its page was closed.
 *
 * The phone's page and all it needs are kept when that page asks, so that a visitor of the public pages does not load a
 * decoder. A new version waits until no page of the old one is open, or until the volunteer wants it: a running session
 * is never interrupted.
 */
import { base, build, files, version } from '$service-worker';
import { baseLocale, locales } from '#lib/paraglide/runtime.js';
import { openScannerDatabase } from '#lib/scanner/outbox/database.ts';
import { ExchangeBook } from '#lib/scanner/clock/exchangeBook.ts';
import {
	UPLOAD_TAG,
	type FromServiceWorker,
	type ToServiceWorker
} from '#lib/scanner/session/offlinePage.ts';
import { Outbox } from '#lib/scanner/outbox/outbox.ts';
import { LARGEST_BATCH } from '#lib/scanner/outbox/sendReads.ts';
import { askServer } from '#lib/scanner/session/server.ts';
import { Sessions } from '#lib/scanner/session/session.ts';
import { uploadTurn } from '#lib/scanner/outbox/uploader.ts';

const worker = self as unknown as ServiceWorkerGlobalScope;
const CACHES = 'awareness-run-';
const CACHE = CACHES + version;
/** The phone's page in each language; `/scan` itself is the base locale's. */
const SCAN_PAGES = locales.map((locale) => `${base}${locale === baseLocale ? '' : `/${locale}`}/scan`);
const SCANNER = [...build, ...files, ...SCAN_PAGES];
/** Stands in the cache once all of SCANNER does. */
const KEPT = `${base}/scanner-kept`;

worker.addEventListener('install', (event) => {
	event.waitUntil(inheritScanner());
});

worker.addEventListener('activate', (event) => {
	event.waitUntil(dropOldVersions().then(() => worker.clients.claim()));
});

worker.addEventListener('message', (event) => {
	const { kind } = event.data as ToServiceWorker;
	if (kind === 'use-new-version') void worker.skipWaiting();
	else event.waitUntil(keepScanner().then(() => answer(event.source)));
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (request.method !== 'GET' || origin !== worker.location.origin) return;
	const isScanPage = request.mode === 'navigate' && SCAN_PAGES.includes(pathname);
	if (isScanPage || build.includes(pathname) || files.includes(pathname))
		event.respondWith(cachedFirst(pathname, request));
});

/** Background Sync: the browser runs this when a network is there, also with every page closed. */
worker.addEventListener('sync', (event) => {
	if ((event as ExtendableEvent & { tag: string }).tag === UPLOAD_TAG)
		(event as ExtendableEvent).waitUntil(sendWhatWaits());
});

async function cachedFirst(path: string, request: Request): Promise<Response> {
	const cache = await caches.open(CACHE);
	return (await cache.match(path)) ?? fetch(request);
}

async function keepScanner(): Promise<void> {
	const cache = await caches.open(CACHE);
	if (await cache.match(KEPT)) return;
	for (const path of SCANNER) {
		if (await cache.match(path)) continue;
		// Past the browser's own cache, or a new version could keep an old page.
		const response = await fetch(path, { cache: 'reload', credentials: 'omit' });
		if (!response.ok) throw new Error(`${path} cannot be kept: ${response.status}`);
		await cache.put(path, response);
	}
	await cache.put(KEPT, new Response(''));
}

/** A version that follows one which kept the scanner is complete before it may take over. */
async function inheritScanner(): Promise<void> {
	for (const name of await caches.keys())
		if (name.startsWith(CACHES) && (await (await caches.open(name)).match(KEPT))) return keepScanner();
}

async function dropOldVersions(): Promise<void> {
	for (const name of await caches.keys())
		if (name.startsWith(CACHES) && name !== CACHE) await caches.delete(name);
}

function answer(source: ExtendableMessageEvent['source']): void {
	source?.postMessage({ kind: 'scanner-kept' } satisfies FromServiceWorker);
}

async function sendWhatWaits(): Promise<void> {
	const database = await openScannerDatabase();
	const outbox = new Outbox(database);
	const book = new ExchangeBook(database);
	const nowMs = (): number => Date.now();
	const sending = {
		outbox,
		ask: askServer(`${base}/api/v1`, nowMs),
		nowMs,
		correct: book.correct.bind(book),
		batch: { size: LARGEST_BATCH }
	};
	try {
		let turn = await uploadTurn(sending, new Sessions(database));
		while (turn.outcome === 'progress') turn = await uploadTurn(sending, new Sessions(database));
		// A rejection makes the browser try again by itself.
		if (turn.outcome === 'later') throw new Error('The server was not reached');
	} finally {
		outbox.close();
		database.close();
	}
}
