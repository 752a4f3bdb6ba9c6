/** A race on the API for tests: an event, its runners, their passings, and what comes of them. */
import { expect } from 'vitest';
import type { Paired, PairingOffer } from '#lib/schemas/pairing.ts';
import type { PassingAnswer } from '#lib/schemas/passing.ts';
import type { PublicationBrief, ResultsPage } from '#lib/schemas/results.ts';
import type { RulingRecord } from '#lib/schemas/ruling.ts';
import { callerOfApi, type CallOptions } from './apiClient.ts';
import { anEvent, aRace } from './eventDocuments.ts';
import { aPassing, type SentPassing } from './passings.ts';
import type { TestApi } from './server.ts';

export const GUN = '2018-06-10T10:00:00.000+03:00';
export const GUN_MS = Date.parse(GUN);

/** Instant of so many milliseconds after the gun. */
export const after = (ms: number): string => new Date(GUN_MS + ms).toISOString();
/** Milliseconds of `m:ss` or `m:ss.mmm`. */
export function clock(text: string): number {
	const [minutes = '0', seconds = '0'] = text.split(':');
	return Math.round(Number(minutes) * 60_000 + Number(seconds) * 1000);
}

export interface TestRunner {
	bib?: string;
	name?: string;
	sex?: 'F' | 'M' | 'X' | null;
	age?: number | null;
	visibility?: 'name' | 'alias' | 'bib' | 'hidden';
	alias?: string | null;
	division?: string | null;
	club?: string | null;
	wave?: string;
	race?: string;
	externalId?: string;
}

export function raceOn(api: TestApi, { event = 'run' }: { event?: string } = {}) {
	const call = callerOfApi(api.url);
	const at = (path: string) => `/events/${event}${path}`;
	const organise = <T>(path: string, options: CallOptions = {}) =>
		call<T>(at(path), { key: api.ownerKey, ...options });
	return {
		call,
		organise,
		/** A 5 km race that started at `GUN`, with a split at half way. */
		async putEvent(document: unknown = startedEvent()) {
			const answer = await organise('', { method: 'PUT', json: document });
			expect(answer.status, JSON.stringify(answer.body)).toBe(200);
		},
		async register(runners: TestRunner[]) {
			const items = runners.map((runner) => ({
				race: '5k',
				name: `Runner ${runner.bib}`,
				visibility: 'name',
				...runner
			}));
			const answer = await organise<{ items: { status: string }[] }>('/participants', { json: { items } });
			expect(answer.body.items?.map(({ status }) => status)).toEqual(runners.map(() => 'created'));
		},
		/** A phone with its token, at that checkpoint. */
		async pair(place: { checkpoint: string; role?: string }) {
			const offered = await organise<PairingOffer>('/pairings', { json: place });
			return (await call<Paired>('/pairings', { json: { code: offered.body.code } })).body;
		},
		async send(items: Partial<SentPassing>[], device = 'finish-a') {
			const sent = items.map(aPassing);
			const answer = await organise<{ items: PassingAnswer[] }>('/passings', {
				json: { device, items: sent }
			});
			expect(answer.body.items?.map(({ status }) => status)).toEqual(sent.map(() => 'stored'));
			return sent;
		},
		/** Bib → time of the finish after the gun, `m:ss`. */
		async finish(times: Record<string, string>) {
			return this.send(Object.entries(times).map(([bib, time]) => ({ bib, at: after(clock(time)) })));
		},
		async rule(ruling: object) {
			const answer = await organise<RulingRecord>('/rulings', { json: ruling });
			expect(answer.status, JSON.stringify(answer.body)).toBe(201);
			return answer.body;
		},
		async results(query = '', options: CallOptions = {}) {
			return (await organise<ResultsPage>(`/races/5k/results${query}`, options)).body;
		},
		async publicResults(query = '', options: CallOptions = {}) {
			return call<ResultsPage>(at(`/races/5k/results${query}`), options);
		},
		/** Newest first. */
		versions: async () =>
			(await call<{ items: PublicationBrief[] }>(at('/races/5k/publications'))).body.items,
		/** What the public gets of a published version. */
		async version(number: number) {
			const path = at(`/races/5k/publications/${number}`);
			return (await call<ResultsPage & { publication: PublicationBrief }>(path)).body;
		},
		publish: (json: object) =>
			organise<{ number: number; digest: string; reason?: string; message?: string }>(
				'/races/5k/publications',
				{
					json
				}
			)
	};
}

export const startedEvent = (gunStart: string | null = GUN) =>
	anEvent({
		races: [
			aRace({
				waves: [{ slug: 'all', gunStart }],
				checkpoints: [
					{ slug: 'km-2-5', kind: 'split', distanceM: 2500, minTimeMs: 300_000 },
					{ slug: 'finish', kind: 'finish', minTimeMs: 600_000 }
				],
				divisions: [
					{ name: 'F 18–39', sex: 'F', ageFrom: 18, ageTo: 39 },
					{ name: 'M 18–39', sex: 'M', ageFrom: 18, ageTo: 39 }
				]
			})
		]
	});
