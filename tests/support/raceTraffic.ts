/** Traffic of phones against a running server, by the public API: shared by the fault and soak runs and the benches. */
import { randomUUID } from 'node:crypto';
import { civilDateAt } from '#lib/domain/time/civilDate.ts';
import { OWNER_KEY } from './builtServer.ts';

export interface SentPassing {
	id: string;
	seq: number;
	checkpoint: string;
	kind: 'scan';
	bib: string;
	at: string;
}
interface Answer {
	items: { id: string; status: 'stored' | 'duplicate' | 'rejected' }[];
}

export const json = { Authorization: `Bearer ${OWNER_KEY}`, 'Content-Type': 'application/json' };

/** A JSON call with the owner key. @throws Error with status and answer when it is refused. */
export async function call<T>(
	url: string,
	path: string,
	{ method = 'GET', body }: { method?: string; body?: unknown } = {}
): Promise<T> {
	const response = await fetch(`${url}/api/v1${path}`, {
		method,
		headers: json,
		body: body === undefined ? undefined : JSON.stringify(body)
	});
	if (!response.ok)
		throw new Error(`${method} ${path}: ${response.status} ${(await response.text()).slice(0, 300)}`);
	return (await response.json()) as T;
}

/** An event with one 5 km race whose gun was `gunMs`, and `runners` participants with bibs 1 … n. */
export async function makeRace(
	url: string,
	{
		slug,
		runners,
		gunMs,
		checkpoints = 1
	}: { slug: string; runners: number; gunMs: number; checkpoints?: number }
): Promise<void> {
	await call(url, `/events/${slug}`, {
		method: 'PUT',
		body: {
			name: slug,
			date: civilDateAt(gunMs, 'Europe/Chisinau'),
			timeZone: 'Europe/Chisinau',
			place: 'Chișinău',
			races: [
				{
					slug: '5k',
					name: '5 km',
					distanceM: 5000,
					rankBy: 'gun',
					waves: [{ slug: 'all', gunStart: new Date(gunMs).toISOString() }],
					checkpoints: [
						...Array.from({ length: checkpoints - 1 }, (_, index) => ({
							slug: `split-${index + 1}`,
							kind: 'split',
							distanceM: Math.round((5000 * (index + 1)) / checkpoints),
							minTimeMs: 0
						})),
						{ slug: 'finish', kind: 'finish', minTimeMs: 600_000 }
					],
					divisions: []
				}
			]
		}
	});
	for (let from = 0; from < runners; from += 5000)
		await call(url, `/events/${slug}/participants`, {
			method: 'POST',
			body: {
				items: Array.from({ length: Math.min(5000, runners - from) }, (_, index) => ({
					race: '5k',
					wave: 'all',
					bib: String(from + index + 1),
					name: `Runner ${from + index + 1}`,
					sex: index % 2 ? 'F' : 'M',
					age: 18 + (index % 50),
					visibility: 'name'
				}))
			}
		});
}

export const finishOf = ({ bib, seq, atMs }: { bib: number; seq: number; atMs: number }): SentPassing => ({
	id: randomUUID(),
	seq,
	checkpoint: 'finish',
	kind: 'scan',
	bib: String(bib),
	at: new Date(atMs).toISOString()
});

/** Sends one batch. Answers the ids that the server said are safe; null when no answer came. */
export async function upload(
	url: string,
	slug: string,
	device: string,
	items: SentPassing[]
): Promise<string[] | null> {
	try {
		const response = await fetch(`${url}/api/v1/events/${slug}/passings`, {
			method: 'POST',
			headers: json,
			body: JSON.stringify({ device, items })
		});
		if (!response.ok) return null;
		const answer = (await response.json()) as Answer;
		return answer.items.filter(({ status }) => status !== 'rejected').map(({ id }) => id);
	} catch {
		return null;
	}
}
