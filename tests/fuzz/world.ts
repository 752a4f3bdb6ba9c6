/** What stands on the server before the run: events with everything that can be in them, and ids and secrets of all kinds. */
import { randomUUID } from 'node:crypto';
import type { BuiltServer } from '../support/builtServer.ts';
import { OWNER_KEY } from '../support/builtServer.ts';
import type { MailServer } from '../support/mailServer.ts';
import { call } from '../support/raceTraffic.ts';
import { eventDocument, rulingsOf } from './worldDocuments.ts';
import { makeBackup, registerRunners, signInOften, type Visits } from './visits.ts';

/** Of the event that most requests are about. */
export const EVENT = 'fuzz';
export const OTHER = 'other';
export const SPARE = ['spare-1', 'spare-2', 'spare-3', 'spare-4'];

const RUNNERS = 40;
const PHONES = 12;
const SESSIONS = 16;
const ENTRIES = 20;

export interface World {
	url: string;
	gunMs: number;
	/** Secrets by kind of caller. */
	tokens: Record<TokenKind, string[]>;
	/** Session cookies, ready for the header `Cookie`. */
	cookies: { organiser: string[]; runner: string[] };
	/** Values that exist, by the name of the field or path parameter. */
	ids: Record<string, string[]>;
	/** Documents as they are stored, by event. */
	documents: Map<string, object>;
}
export type TokenKind = 'owner' | 'key' | 'keyOfOther' | 'device' | 'deviceOfOther' | 'deviceRevoked';

interface Paired {
	token: string;
	device: string;
}

export async function makeWorld(server: BuiltServer, mail: MailServer): Promise<World> {
	const { url } = server;
	const gunMs = Date.now() - 40 * 60_000;
	const api = <T>(path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST'): Promise<T> =>
		call<T>(url, path, { method, body });
	const slugs = [EVENT, OTHER, ...SPARE];
	const documents = new Map<string, object>();
	for (const slug of slugs)
		documents.set(slug, await api<object>(`/events/${slug}`, eventDocument(slug, gunMs), 'PUT'));

	const pair = async (event: string, device: string, part: object = {}): Promise<Paired> => {
		const offer = { checkpoint: 'finish', role: 'line', device, ...part };
		const { code } = await api<{ code: string }>(`/events/${event}/pairings`, offer);
		return api<Paired>('/pairings', { code });
	};
	const key = (name: string, part: object) => api<{ id: string; key: string }>('/keys', { name, ...part });

	await addRunners(url, slugs);
	const phones = await many(PHONES, (n) =>
		pair(EVENT, `phone-${n}`, {
			checkpoint: ['finish', 'km-2-5', 'start'][n % 3],
			role: ['line', 'tap', 'chute', 'check-in'][n % 4]
		})
	);
	const phonesOfOther = await many(3, (n) => pair(OTHER, `phone-${n}`));
	const revoked = await many(4, (n) => pair(EVENT, `revoked-${n}`));
	for (const { device } of revoked)
		await call(url, `/events/${EVENT}/devices/${device}/token`, { method: 'DELETE' });
	// Forms of a list are found in its first row: those first by name, and last made, may be moved and revoked.
	const toMove = await many(10, (n) => pair(EVENT, `a-phone-${n}`));
	const codes = await many(40, (n) =>
		api<{ code: string; typedCode: string }>(`/events/${EVENT}/pairings`, {
			checkpoint: 'finish',
			device: `new-${n}`
		})
	);
	const keys = await many(3, (n) => key(`fuzz ${n}`, { event: EVENT }));
	const keysOfOther = await many(3, (n) => key(`other ${n}`, { event: OTHER }));
	const keysToEnd = await many(30, (n) => key(`to end ${n}`, { event: OTHER }));

	await api(`/events/${EVENT}/rulings`, { type: 'wave-start', race: '5k', wave: 'all', valueMs: gunMs });
	const passings = await sendReads(url, gunMs);
	const listed = await api<{ items: { id: string; bib: string }[] }>(
		`/events/${EVENT}/participants?pageSize=2000`
	);
	const rulings: string[] = [];
	for (const ruling of rulingsOf({ gunMs, passings }))
		rulings.push((await api<{ id: string }>(`/events/${EVENT}/rulings`, ruling)).id);
	for (const state of ['provisional', 'provisional', 'provisional'])
		await api(`/events/${EVENT}/races/5k/publications`, { state, note: 'checked by hand' });

	const visits: Visits = { url, mail };
	const organiser = await signInOften(visits, { setupPath: server.setupPath() ?? '', times: SESSIONS });
	const { cookies: runner, links } = await registerRunners(visits, { event: EVENT, count: ENTRIES });
	const roster = await api<{ bibs: { bib: string; code: string }[] }>(`/events/${EVENT}/roster`);

	const participants = listed.items.map(({ id }) => id);
	const devices = toMove.map(({ device }) => device);
	return {
		url,
		gunMs,
		tokens: {
			owner: [OWNER_KEY],
			key: keys.map((made) => made.key),
			keyOfOther: keysOfOther.map((made) => made.key),
			device: phones.map(({ token }) => token),
			deviceOfOther: phonesOfOther.map(({ token }) => token),
			deviceRevoked: revoked.map(({ token }) => token)
		},
		cookies: { organiser, runner },
		documents,
		ids: {
			slug: [EVENT],
			event: [EVENT],
			race: ['5k', 'walk'],
			wave: ['all', 'second'],
			checkpoint: ['start', 'km-2-5', 'finish', 'line'],
			bib: listed.items.map(({ bib }) => bib),
			otherBib: listed.items.map(({ bib }) => bib),
			bibs: listed.items.map(({ bib }) => bib),
			participantId: participants,
			passingId: passings,
			tapId: passings,
			rulingId: rulings,
			number: ['1', '2', '3'],
			since: ['1', '2'],
			version: ['1', '2', '3'],
			device: devices,
			devices,
			code: codes.flatMap(({ code, typedCode }) => [code, typedCode]),
			bibCode: roster.bibs.map(({ code }) => code),
			question: ['note', 'way'],
			backup: [await makeBackup(url, organiser[0] ?? '')],
			token: links,
			link: [(server.setupPath() ?? '').split('/').at(-1) ?? ''],
			'/keys/{id}': keysToEnd.map(({ id }) => id),
			'/events/{slug}/participants/{id}': participants,
			'/events/{slug}/rulings/{id}': rulings
		}
	};
}

const many = <T>(count: number, make: (n: number) => Promise<T>): Promise<T[]> =>
	Promise.all(Array.from({ length: count }, (_, n) => make(n)));

async function addRunners(url: string, slugs: string[]): Promise<void> {
	for (const slug of slugs)
		await call(url, `/events/${slug}/participants`, {
			method: 'POST',
			body: {
				items: Array.from({ length: slug === EVENT ? RUNNERS : 8 }, (_, n) => ({
					race: n % 5 === 4 ? 'walk' : '5k',
					wave: n % 7 === 6 && n % 5 !== 4 ? 'second' : 'all',
					bib: String(100 + n),
					name: `${['Alergătoarea', 'Runner', 'Бегунья'][n % 3]} ${n + 1}`,
					sex: 'FMX'[n % 3],
					...(n % 2 ? { age: 18 + n } : { birthDate: `19${60 + (n % 39)}-0${1 + (n % 9)}-17` }),
					club: n % 4 ? 'Клуб «Марафон»' : null,
					externalId: `entry-${n}`,
					email: n % 6 ? null : `runner-${n}@example.org`,
					visibility: ['name', 'bib', 'alias', 'hidden'][n % 4],
					alias: n % 4 === 2 ? `Alias ${n}` : null
				}))
			}
		});
}

/** Starts, splits, taps and chute reads, some of strangers and of a device that is not assigned. Answers the ids. */
async function sendReads(url: string, gunMs: number): Promise<string[]> {
	const at = (afterS: number): string => new Date(gunMs + afterS * 1000).toISOString();
	const read = (part: object) => ({ id: randomUUID(), kind: 'scan', ...part });
	const bibs = Array.from({ length: 24 }, (_, n) => String(100 + n));
	const batches: Record<string, ReturnType<typeof read>[]> = {
		'start-a': bibs.map((bib, n) => read({ checkpoint: 'start', bib, at: at(2 + n) })),
		'split-a': bibs.map((bib, n) => read({ checkpoint: 'km-2-5', bib, at: at(700 + 9 * n) })),
		'finish-a': bibs.slice(0, 18).map((bib, n) => read({ checkpoint: 'finish', bib, at: at(1400 + 11 * n) })),
		'tap-a': bibs.slice(18).map((_, n) => read({ checkpoint: 'finish', kind: 'tap', at: at(1640 + 9 * n) })),
		'chute-a': bibs
			.slice(18)
			.map((bib, n) => read({ checkpoint: 'finish', kind: 'chute', bib, at: at(1655 + 9 * n) })),
		'stray-a': [
			read({ checkpoint: 'finish', bib: '666', at: at(1900) }),
			read({ checkpoint: 'finish', tag: 'E200', at: at(1901) })
		],
		'desk-a': bibs
			.slice(0, 10)
			.map((bib) => read({ checkpoint: 'start', kind: 'check-in', bib, at: at(-600) }))
	};
	for (const [device, items] of Object.entries(batches))
		await call(url, `/events/${EVENT}/passings`, { method: 'POST', body: { device, items } });
	return Object.values(batches).flatMap((items) => items.map(({ id }) => id));
}
