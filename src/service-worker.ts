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
import type { FromServiceWorker, ToServiceWorker } from '#lib/scanner/offlinePage.ts';

const worker = self as unknown as ServiceWorkerGlobalScope;
const CACHE = `awareness-run-${version}`;
const CACHES = 'awareness-run-';
/** The phone's page in each language; `/scan` itself is the base locale's. */
const SCAN_PAGES = ['/scan', '/ro/scan', '/ru/scan'].map((path) => base + path);
/** What the phone's page asked to keep beside the build, remembered for the next version. */
const KEPT = `${base}/_kept`;

worker.addEventListener('install', (event) => {
	event.waitUntil(inheritScanner());
});

worker.addEventListener('activate', (event) => {
	event.waitUntil(
		(async () => {
			for (const name of await caches.keys())
				if (name.startsWith(CACHES) && name !== CACHE) await caches.delete(name);
			await worker.clients.claim();
		})()
	);
});

worker.addEventListener('message', (event) => {
	const message = event.data as ToServiceWorker;
	if (message.kind === 'use-new-version') void worker.skipWaiting();
	else event.waitUntil(keepScanner(message.files).then(() => answer(event.source)));
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
	if (url.pathname.startsWith(`${base}/api/`)) return;
	if (SCAN_PAGES.includes(url.pathname) && request.mode === 'navigate')
		event.respondWith(cachedFirst(url.pathname, request));
	else if (isImmutable(url.pathname)) event.respondWith(cachedFirst(url.pathname, request));
});

const isImmutable = (path: string): boolean =>
	build.includes(path) || path.includes('/_app/immutable/') || files.includes(path);

async function cachedFirst(path: string, request: Request): Promise<Response> {
	const cache = await caches.open(CACHE);
	return (await cache.match(path)) ?? fetch(request);
}

async function keepScanner(decoder: string[]): Promise<void> {
	const cache = await caches.open(CACHE);
	const wanted = [...new Set([...build, ...files, ...decoder, ...SCAN_PAGES])];
	for (const path of wanted) {
		if (await cache.match(path)) continue;
		// Past the browser's own cache, or a new version could keep an old page.
		const response = await fetch(path, { cache: 'reload', credentials: 'omit' });
		if (!response.ok) throw new Error(`${path} cannot be kept: ${response.status}`);
		await cache.put(path, response);
	}
	await cache.put(KEPT, new Response(JSON.stringify(decoder)));
}

/** A version that replaces one which kept the scanner is complete before it may take over. */
async function inheritScanner(): Promise<void> {
	for (const name of await caches.keys())
		if (name.startsWith(CACHES) && (await (await caches.open(name)).match(KEPT))) return keepScanner([]);
}

function answer(source: ExtendableMessageEvent['source']): void {
	source?.postMessage({ kind: 'scanner-kept' } satisfies FromServiceWorker);
}
