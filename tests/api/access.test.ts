import { afterAll, beforeAll, expect, test } from 'vitest';
import { PERMISSIONS, ROLES, type Holder, type Role } from '#lib/domain/access/roles.ts';
import type { MadeApiKey } from '#lib/schemas/apiKey.ts';
import { apiRoutes } from '#lib/server/api/index.ts';
import { insertLink } from '#lib/server/registration/store/runnerLinks.ts';
import { hashSecret } from '#lib/server/secret.ts';
import { callerOfApi } from '../support/apiClient.ts';
import { fullEvent, routeOf, validRequests, type ValidRequest } from '../support/oddRequests.ts';
import { raceOn } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let call: ReturnType<typeof callerOfApi>;
let requests: Map<string, ValidRequest>;
/** Each kind of caller: its secret, and what it is at the event `run`. */
let callers: { name: string; key: string | undefined; holders: Holder[] }[];

beforeAll(async () => {
	api = await startApi();
	call = callerOfApi(api.url);
	requests = await validRequests(api);
	await call('/events/other', { method: 'PUT', key: api.ownerKey, json: fullEvent('Other') });
	const keyOf = async (role: Role, event: string | null) => {
		const json = { name: `${role} of ${event}`, role, event };
		return (await call<MadeApiKey>('/keys', { key: api.ownerKey, json })).body.key;
	};
	const keys = await Promise.all(
		ROLES.map(async (role) => ({
			name: `key: ${role}`,
			key: await keyOf(role, role === 'owner' ? null : 'run'),
			holders: [role] as Holder[]
		}))
	);
	const phoneAt = async (event: string) =>
		(await raceOn(api, { event }).pair({ checkpoint: 'finish', role: 'tap' })).token;
	callers = [
		// First, since others may revoke it.
		{ name: 'phone', key: await phoneAt('run'), holders: ['phone'] },
		{ name: 'phone of another event', key: await phoneAt('other'), holders: [] },
		{ name: 'runner', key: await runnersLink(), holders: ['runner'] },
		{ name: 'the public', key: undefined, holders: [] },
		...keys,
		{ name: 'key: organiser of another event', key: await keyOf('organiser', 'other'), holders: [] },
		{ name: 'key: organiser of all events', key: await keyOf('organiser', null), holders: ['organiser'] },
		{ name: 'owner key', key: api.ownerKey, holders: ['owner'] }
	];
});
afterAll(() => api.close());

/** Of whom the request for an explanation asks. */
async function runnersLink(): Promise<string> {
	const { prisma } = api.app.database;
	const where = { event: { slug: 'run' }, bib: { number: '7' } };
	const { id } = await prisma.participant.findFirstOrThrow({ where });
	const secret = 'the-link-of-a-runner-0123456789';
	await insertLink(prisma, { participantId: id, hash: hashSecret(secret) });
	return secret;
}

/** What is refused to whom may not, by reason. */
const REFUSED = ['not-signed-in', 'forbidden', 'wrong-event'];

test('every endpoint takes whom its verb names, and refuses everybody else before it reads a body', async () => {
	const endpoints = apiRoutes(api.app)
		.flatMap((route) => route.endpoints)
		// Public, and its answer has no end.
		.filter(({ path }) => !path.endsWith('/live'));
	const wrong: string[] = [];
	let cells = 0;
	for (const caller of callers)
		for (const endpoint of endpoints) {
			const request = requests.get(routeOf(endpoint));
			expect(request, `a request for ${routeOf(endpoint)}`).toBeDefined();
			const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => request?.params[name] ?? name);
			const holders: readonly Holder[] = PERMISSIONS[endpoint.verb];
			// A verb that asks for no event is held wherever one is.
			const here = endpoint.path.includes(':slug');
			const held: Holder[] = here || caller.holders.length > 0 ? caller.holders : elsewhere(caller.name);
			const allowed = holders.includes('public') || held.some((holder) => holders.includes(holder));
			// A body that is no JSON: who may not hears that, and not what is wrong with the body.
			const body = endpoint.body ? { headers: { 'Content-Type': 'application/json' }, raw: '{' } : {};
			const answer = await call(path, { method: endpoint.method.toUpperCase(), key: caller.key, ...body });
			const refused = REFUSED.includes(answer.body?.reason);
			if (refused === allowed)
				wrong.push(`${caller.name}: ${routeOf(endpoint)} answered ${answer.status} ${answer.body?.reason}`);
			cells++;
		}
	expect(wrong).toEqual([]);
	console.log(`access to the API: ${cells} cells`);
	expect(cells).toBe(endpoints.length * callers.length);
});

const elsewhere = (name: string): Holder[] =>
	name === 'phone of another event'
		? ['phone']
		: name === 'key: organiser of another event'
			? ['organiser']
			: [];
