/** The page's side of the service worker: have the page kept for offline start, and change versions only when idle. */

export type OfflineStart = 'ready' | 'not-yet' | 'impossible';

export interface OfflinePage {
	onStart: (state: OfflineStart) => void;
	/** A new version waits. */
	onUpdate: () => void;
}

/** Messages from the page to the service worker, and back. */
export type ToServiceWorker = { kind: 'keep-scanner' | 'use-new-version' };
export type FromServiceWorker = { kind: 'scanner-kept' };

export async function keepPageOffline({ onStart, onUpdate }: OfflinePage): Promise<void> {
	if (!('serviceWorker' in navigator)) return onStart('impossible');
	onStart('not-yet');
	navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<FromServiceWorker>) => {
		if (data.kind === 'scanner-kept') onStart('ready');
	});
	const registration = await navigator.serviceWorker.ready;
	tell(registration.active, { kind: 'keep-scanner' });
	if (registration.waiting) onUpdate();
	registration.addEventListener('updatefound', () => {
		const { installing } = registration;
		installing?.addEventListener('statechange', () => {
			if (installing.state === 'installed' && navigator.serviceWorker.controller) onUpdate();
		});
	});
}

/** Loads the page anew under the new version. Only when the volunteer asks, or when nothing is paired. */
export async function useNewVersion(): Promise<void> {
	const registration = await navigator.serviceWorker.ready;
	navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
	tell(registration.waiting, { kind: 'use-new-version' });
}

/** Sends what waits after the page was closed, where the browser has Background Sync. */
export async function sendInBackground(): Promise<void> {
	if (!('serviceWorker' in navigator)) return;
	const registration = (await navigator.serviceWorker.getRegistration()) as
		(ServiceWorkerRegistration & { sync?: { register: (tag: string) => Promise<void> } }) | undefined;
	await registration?.sync?.register(UPLOAD_TAG).catch(() => undefined);
}

export const UPLOAD_TAG = 'awareness-run-upload';

function tell(worker: ServiceWorker | null, message: ToServiceWorker): void {
	worker?.postMessage(message);
}
