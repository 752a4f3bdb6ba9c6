/** What the desk is told by phones, and what its decisions come to, by the API. */
import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import type { BuiltServer } from '../support/builtServer.ts';
import { call } from '../support/raceTraffic.ts';
import { EVENT } from './stage.ts';

/** Place and time of these bibs, or their status: `{ 801: '1 0:24:31', 802: 'dq' }`. */
export async function standings({ url }: BuiltServer, bibs: string[]): Promise<Record<string, string>> {
	const { items } = await call<{
		items: { bib: string; status: string; place: number | null; gunTime: string }[];
	}>(url, `/events/${EVENT}/races/5k/results`);
	return Object.fromEntries(
		items
			.filter(({ bib }) => bibs.includes(bib))
			.map(({ bib, status, place, gunTime }) => [bib, status === 'finished' ? `${place} ${gunTime}` : status])
	);
}

/** A new phone is paired for the split at half way, and reads a bib at the finish. */
export async function readElsewhere(
	server: BuiltServer,
	{ device, bib }: { device: string; bib: string }
): Promise<void> {
	const post = <T>(path: string, body: object) => call<T>(server.url, path, { method: 'POST', body });
	const { code } = await post<{ code: string }>(`/events/${EVENT}/pairings`, {
		checkpoint: 'km-2-5',
		device
	});
	const { token } = await post<{ token: string }>('/pairings', { code });
	const sent = await fetch(`${server.url}/api/v1/events/${EVENT}/passings`, {
		method: 'POST',
		headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
		body: JSON.stringify({
			device,
			items: [{ id: randomUUID(), checkpoint: 'finish', kind: 'scan', bib, at: new Date().toISOString() }]
		})
	});
	expect(sent.status).toBe(200);
}
