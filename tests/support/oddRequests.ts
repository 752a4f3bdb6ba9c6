/** One valid request for each endpoint, on an event that has everything; what a test of odd values changes. */
import { randomUUID } from 'node:crypto';
import type { Endpoint } from '#lib/server/api/http/endpoint.ts';
import { anEvent, aRace } from './eventDocuments.ts';
import { aPassing } from './passings.ts';
import { GUN, raceOn } from './race.ts';
import type { TestApi } from './server.ts';

export interface ValidRequest {
	/** In the place of `:slug` and the others. */
	params: Record<string, string>;
	/** Without it: the owner's key. */
	key?: string;
	query?: Record<string, string>;
	/** Made anew for each request, since ids may be used once. */
	body?: () => unknown;
}

export const routeOf = ({ method, path }: Pick<Endpoint, 'method' | 'path'>): string =>
	`${method.toUpperCase()} ${path}`;

export const fullEvent = (name = '5 km against trafficking') =>
	anEvent({
		name,
		registrationOpensAt: '2018-05-01T00:00:00+03:00',
		registrationClosesAt: '2018-06-09T00:00:00+03:00',
		races: [
			aRace({
				waves: [{ slug: 'all', gunStart: GUN, scheduledAt: GUN }],
				checkpoints: [
					{ slug: 'start', kind: 'start' },
					{ slug: 'km-2-5', kind: 'split', distanceM: 2500, minTimeMs: 300_000 },
					{ slug: 'finish', kind: 'finish', minTimeMs: 600_000 }
				],
				divisions: [{ name: 'F 18–39', sex: 'F', ageFrom: 18, ageTo: 39 }],
				awards: [{ name: 'First home', depth: 3 }],
				teams: [{ count: 2, by: 'time' }]
			})
		]
	});

/** Sets up the event `run` and answers, by `routeOf`, what each endpoint takes. */
export async function validRequests(api: TestApi): Promise<Map<string, ValidRequest>> {
	const race = raceOn(api);
	await race.putEvent(fullEvent());
	await race.register([
		{ bib: '7', sex: 'F', age: 30, club: 'Club', externalId: 'seven' },
		{ bib: '8', sex: 'F', age: 31, club: 'Club' },
		{ bib: '9', sex: 'M', age: 40 }
	]);
	await race.finish({ '7': '24:31', '8': '25:00' });
	const penalty = { type: 'penalty', race: '5k', bib: '7', valueMs: 1000, why: 'cut a corner' };
	const { id: rulingId } = await race.rule(penalty);
	await race.publish({ state: 'provisional' });
	await race.publish({ state: 'provisional', note: 'again' });
	const phone = await race.pair({ checkpoint: 'finish' });
	const key = await race.call<{ id: string }>('/keys', { key: api.ownerKey, json: { name: 'reader' } });
	const listed = await race.organise<{ items: { id: string }[] }>('/participants');
	const participant = listed.body.items[0]?.id ?? '';

	const event = { slug: 'run' };
	const inRace = { ...event, race: '5k' };
	const list = { by: 'gun', sex: 'F', division: 'F 18–39', q: 'runner', page: '1', pageSize: '10' };
	const requests: [string, ValidRequest][] = [
		['GET /events', { params: {} }],
		['GET /events/:slug', { params: event, query: { as: 'document' } }],
		['PUT /events/:slug', { params: event, body: () => fullEvent() }],
		[
			'POST /events/:slug/passings',
			{ params: event, body: () => ({ device: 'finish-a', items: [aPassing()] }) }
		],
		['POST /events/:slug/pairings', { params: event, body: () => ({ checkpoint: 'finish', role: 'line' }) }],
		['POST /pairings', { params: {}, body: () => ({ code: 'ABCD-EFGH', event: 'run' }) }],
		[
			'POST /devices/self/heartbeat',
			{ params: {}, key: phone.token, body: () => ({ battery: 80, unsent: 1, offsetMs: 5 }) }
		],
		['GET /events/:slug/roster', { params: event }],
		['GET /events/:slug/progress', { params: event }],
		['GET /events/:slug/devices', { params: event }],
		[
			'PATCH /events/:slug/devices/:device',
			{ params: { ...event, device: 'finish-a' }, body: () => ({ checkpoint: 'finish', role: 'line' }) }
		],
		['DELETE /events/:slug/devices/:device/token', { params: { ...event, device: 'finish-a' } }],
		['POST /events/:slug/rulings', { params: event, body: () => penalty }],
		['GET /events/:slug/rulings', { params: event }],
		['DELETE /events/:slug/rulings/:id', { params: { ...event, id: rulingId } }],
		['GET /events/:slug/races/:race/results', { params: inRace, query: list }],
		['GET /events/:slug/races/:race/results.csv', { params: inRace, query: list }],
		['GET /events/:slug/races/:race/honours', { params: inRace, query: { version: '1' } }],
		[
			'POST /events/:slug/races/:race/publications',
			{ params: inRace, body: () => ({ state: 'provisional', note: 'odd', ruleRemaining: false }) }
		],
		['GET /events/:slug/races/:race/publications', { params: inRace }],
		[
			'GET /events/:slug/races/:race/publications/:number',
			{ params: { ...inRace, number: '1' }, query: list }
		],
		[
			'GET /events/:slug/races/:race/publications/:number/changes',
			{ params: { ...inRace, number: '2' }, query: { since: '1' } }
		],
		['GET /events/:slug/races/:race/publications/:number/derivation', { params: { ...inRace, number: '1' } }],
		['GET /events/:slug/races/:race/live', { params: inRace, query: { lastEventId: '0' } }],
		[
			'GET /events/:slug/races/:race/results/:bib/explanation',
			{ params: { ...inRace, bib: '7' }, query: { lang: 'ro' } }
		],
		['GET /events/:slug/races/:race/anomalies', { params: inRace, query: { lang: 'ru' } }],
		['GET /time', { params: {} }],
		['POST /keys', { params: {}, body: () => ({ name: `k${randomUUID()}`, role: 'organiser' }) }],
		['GET /keys', { params: {} }],
		['DELETE /keys/:id', { params: { id: key.body.id } }],
		[
			'POST /events/:slug/participants',
			{
				params: event,
				query: { unknown: 'ignore' },
				body: () => ({ items: [{ name: 'Runner Odd', externalId: randomUUID() }] })
			}
		],
		[
			'GET /events/:slug/participants',
			{ params: event, query: { race: '5k', q: 'runner', page: '1', pageSize: '2' } }
		],
		[
			'PATCH /events/:slug/participants/:id',
			{ params: { ...event, id: participant }, body: () => ({ club: 'Club' }) }
		],
		['GET /openapi.json', { params: {} }]
	];
	return new Map(requests);
}
