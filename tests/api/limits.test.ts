/** Limits where the act is: in memory on the embedded database, in the database on a server. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ACTS, type Act } from '#lib/server/limits/acts.ts';
import { limitAct, type Who } from '#lib/server/limits/limitAct.ts';
import { callerOfApi } from '../support/apiClient.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let call: ReturnType<typeof callerOfApi>;
beforeAll(async () => {
	api = await startApi({ env: { TRUST_PROXY: '1' } });
	call = callerOfApi(api.url);
});
beforeEach(() => api.reset());
afterEach(() => {
	vi.useRealTimers();
});
afterAll(() => api.close());

let addresses = 0;
const newAddress = () => `198.51.100.${++addresses}`;
const from = (address: string) => ({ 'X-Forwarded-For': address });
/** How many of the next tries are let through, up to `most`. */
async function letThrough(act: Act, who: Who, most: number): Promise<number> {
	let n = 0;
	while (n < most && (await limitAct(api.app, act, who)).ok) n++;
	return n;
}

describe('by address', () => {
	test('ten wrong sign-ins in five minutes, then it waits until they are over', async () => {
		const who = { address: newAddress(), account: 'a@example.org' };
		expect(await letThrough('sign-in', who, 50)).toBe(10);
		const refused = await limitAct(api.app, 'sign-in', { ...who, account: 'b@example.org' });
		expect(refused.ok || refused.error.waitS).toBeGreaterThan(240);
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 300_001 });
		expect((await limitAct(api.app, 'sign-in', who)).ok).toBe(true);
	});

	test('a group of forty children registers, each with a slip or two, and asks for its links', async () => {
		const address = newAddress();
		expect(await letThrough('register', { address }, 120)).toBe(120);
		expect(await letThrough('send-link', { address }, 40)).toBe(40);
	});

	test('an address that goes on for ever is stopped in every act', async () => {
		for (const act of ['register', 'send-link', 'set-up', 'public-write', 'unknown-secret'] as const)
			expect(await letThrough(act, { address: newAddress() }, 500)).toBe(ACTS[act].address.tries);
	});
});

describe('by account', () => {
	test('tries of strangers everywhere never hold up a browser that signed in before', async () => {
		const account = 'owner@example.org';
		for (let i = 0; i < 30; i++)
			await limitAct(api.app, 'sign-in', {
				address: newAddress(),
				account: i % 2 ? account : 'Owner@example.org'
			});
		expect((await limitAct(api.app, 'sign-in', { address: newAddress(), account })).ok).toBe(false);
		expect((await limitAct(api.app, 'sign-in', { browser: 'known' })).ok).toBe(true);
	});

	test('a known browser has ten wrong tries of its own', async () => {
		expect(await letThrough('sign-in', { browser: 'guessing' }, 50)).toBe(10);
		expect((await limitAct(api.app, 'sign-in', { browser: 'another' })).ok).toBe(true);
	});
});

describe('of the API', () => {
	test('a program in a loop is stopped within its second; a key may call 200 times', async () => {
		expect(await letThrough('call-by-device', { caller: 'one' }, 500)).toBe(100);
		expect(await letThrough('call-by-device', { caller: 'other' }, 1)).toBe(1);
		expect(await letThrough('call-by-key', { caller: 'key' }, 200)).toBe(200);
	});

	test('a public write beyond the limit is refused, and reads of the same address go on', async () => {
		const headers = from(newAddress());
		const answers = await Promise.all(
			Array.from({ length: 62 }, () => call('/pairings', { json: { code: 'x' }, headers }))
		);
		expect(answers.map(({ status }) => status).sort()).toEqual([...Array(60).fill(400), 429, 429]);
		expect((await call('/events', { headers })).status).toBe(200);
		expect((await call('/events', { headers, key: api.ownerKey })).status).toBe(200);
	});

	test('unknown secrets beyond the limit are refused, and known ones of the same address are not', async () => {
		const headers = from(newAddress());
		const answers = await Promise.all(
			Array.from({ length: 61 }, (_, i) => call('/events', { key: `nobody-${i}`, headers }))
		);
		expect(answers.map(({ status }) => status).sort()).toEqual([...Array(60).fill(401), 429]);
		const refused = answers.find(({ status }) => status === 429);
		expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
		expect((await call('/events', { key: api.ownerKey, headers })).status).toBe(200);
	});
});
