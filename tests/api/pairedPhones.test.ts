/** What a phone may do with its token, and what it is told. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Device, Heartbeat, Roster } from '#lib/schemas/pairing.ts';
import { anEvent } from '../support/eventDocuments.ts';
import { aPassing } from '../support/passings.ts';
import { phonesOn } from '../support/phonesOn.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let phones: ReturnType<typeof phonesOn>;
let call: ReturnType<typeof phonesOn>['call'];
const RACE_DAY = Date.parse('2018-06-10T10:00:00.000+03:00');
const MINUTE = 60_000;

beforeAll(async () => {
	api = await startApi();
	phones = phonesOn(api);
	call = phones.call;
});
beforeEach(async () => {
	await api.reset();
	api.setNow(RACE_DAY);
	await call('/events/run', { method: 'PUT', key: api.ownerKey, json: anEvent() });
});
afterEach(() => api.setNow(null));
afterAll(() => api.close());

const at = (ms: number) => new Date(ms).toISOString();

describe('a paired phone', () => {
	test('sends for itself only, and to its own event only', async () => {
		const phone = await phones.pair();
		const json = { device: 'finish-b', items: [aPassing()] };
		expect((await call('/events/run/passings', { key: phone.token, json })).body.reason).toBe('wrong-device');
		await call('/events/other', { method: 'PUT', key: api.ownerKey, json: anEvent() });
		const other = { device: phone.device, items: [aPassing()] };
		expect((await call('/events/other/passings', { key: phone.token, json: other })).body.reason).toBe(
			'wrong-event'
		);
	});

	test('assigned elsewhere, its passing is stored as unassigned and not lost', async () => {
		const phone = await phones.pair();
		const answer = await phones.send([aPassing({ checkpoint: 'start', at: at(RACE_DAY) })], phone);
		expect(answer.body.items[0]?.status).toBe('stored');
		expect(await phones.assigned()).toEqual([false]);
	});

	test('moved by the organiser, it learns so with its next heartbeat, and late reads of the old place still count', async () => {
		const phone = await phones.pair();
		api.setNow(RACE_DAY + MINUTE);
		await call(`/events/run/devices/${phone.device}`, {
			method: 'PATCH',
			key: api.ownerKey,
			json: { checkpoint: 'start', role: 'checkpoint' }
		});
		const beat = await call<Heartbeat>('/devices/self/heartbeat', {
			key: phone.token,
			json: { battery: 71, unsent: 3 }
		});
		expect(beat.body).toMatchObject({ checkpoint: 'start', role: 'checkpoint' });
		await phones.send(
			[
				aPassing({ at: at(RACE_DAY + 1000) }),
				aPassing({ at: at(RACE_DAY + 2 * MINUTE) }),
				aPassing({ checkpoint: 'start', at: at(RACE_DAY + 2 * MINUTE) })
			],
			phone
		);
		expect(await phones.assigned()).toEqual([true, false, true]);
		const { body } = await call<{ items: Device[] }>('/events/run/devices', { key: api.ownerKey });
		expect(body.items).toMatchObject([
			{ name: phone.device, battery: 71, unsent: 0, checkpoint: 'start', passings: 3 }
		]);
	});

	test('is released a day after its race was published as official, and by no provisional version', async () => {
		const phone = await phones.pair();
		const released = async () =>
			(await call<Heartbeat>('/devices/self/heartbeat', { key: phone.token, json: {} })).body.released;
		const publish = (json: object) => call('/events/run/races/5k/publications', { key: api.ownerKey, json });
		const DAY = 1440 * MINUTE;
		const steps = [];
		for (const [state, hours] of [
			['provisional', 1],
			['official', 30]
		] as const) {
			api.setNow(RACE_DAY + hours * 60 * MINUTE);
			expect((await publish({ state, ruleRemaining: true })).status).toBe(201);
			api.setNow(RACE_DAY + hours * 60 * MINUTE + DAY - 1);
			steps.push(await released());
			api.setNow(RACE_DAY + hours * 60 * MINUTE + DAY);
			steps.push(await released());
		}
		expect(steps).toEqual([false, false, false, true]);
	});

	test('what has arrived since its last report is no longer unsent', async () => {
		const phone = await phones.pair();
		await phones.send([aPassing({})], phone);
		await call('/devices/self/heartbeat', { key: phone.token, json: { unsent: 4 } });
		const unsent = async () =>
			(await call<{ items: Device[] }>('/events/run/devices', { key: api.ownerKey })).body.items[0]?.unsent;
		expect(await unsent()).toBe(4);
		await phones.send([aPassing({}), aPassing({}), aPassing({})], phone);
		expect(await unsent()).toBe(1);
		await phones.send([aPassing({}), aPassing({})], phone);
		expect(await unsent()).toBe(0);
	});

	test('whether it stood there is judged by the corrected time', async () => {
		const phone = await phones.pair();
		await phones.send([aPassing({ at: at(RACE_DAY - 5 * MINUTE), offsetMs: 5 * MINUTE + 1000 })], phone);
		expect(await phones.assigned()).toEqual([true]);
	});

	test('revoked: earlier reads are stored as unassigned, later ones are refused and may come again after a new pairing', async () => {
		const phone = await phones.pair();
		api.setNow(RACE_DAY + 2 * MINUTE);
		await call(`/events/run/devices/${phone.device}/token`, { method: 'DELETE', key: api.ownerKey });
		const early = aPassing({ at: at(RACE_DAY + MINUTE) });
		expect((await phones.send([early], phone)).body.items[0]?.status).toBe('stored');
		const late = aPassing({ at: at(RACE_DAY + 3 * MINUTE) });
		const refused = await phones.send([aPassing({ at: at(RACE_DAY + MINUTE) }), late], phone);
		expect([refused.status, refused.body.reason]).toEqual([401, 'token-revoked']);
		expect(await phones.assigned()).toEqual([false, false]);
		const again = await phones.pair({ device: phone.device });
		expect((await phones.send([early, late], again)).body.items.map(({ status }) => status)).toEqual([
			'duplicate',
			'stored'
		]);
		expect((await call('/devices/self/heartbeat', { key: phone.token, json: {} })).body.reason).toBe(
			'token-revoked'
		);
	});

	test('paired anew under the same name, the old token ends and earlier reads keep their place', async () => {
		const first = await phones.pair();
		api.setNow(RACE_DAY + 5 * MINUTE);
		const second = await phones.pair({ device: first.device });
		await phones.send([aPassing({ at: at(RACE_DAY + MINUTE) })], second);
		expect(await phones.assigned()).toEqual([true]);
		expect((await phones.send([aPassing({ at: at(RACE_DAY + 6 * MINUTE) })], first)).status).toBe(401);
	});
});

describe('GET /events/{slug}/roster', () => {
	const register = () =>
		call('/events/run/participants', {
			key: api.ownerKey,
			json: { items: [{ race: '5k', wave: 'all', bib: '7', name: 'Canary Canarescu', visibility: 'name' }] }
		});
	const roster = (key: string, headers: Record<string, string> = {}) =>
		call<Roster>('/events/run/roster', { key, headers });

	test('has bibs and codes, rules and guns, and no name', async () => {
		await register();
		const phone = await phones.pair();
		const answer = await roster(phone.token);
		expect(answer.body.bibs).toMatchObject([{ bib: '7', race: '5k', wave: 'all' }]);
		expect(answer.body.bibs[0]?.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
		expect(answer.body.races[0]?.checkpoints.map(({ slug }) => slug)).toContain('finish');
		expect(JSON.stringify(answer.body)).not.toContain('Canar');
	});

	test('unchanged it is a 304; a new runner or a gun makes it new', async () => {
		const phone = await phones.pair();
		const etag = (await roster(phone.token)).headers.get('etag') ?? '';
		expect((await roster(phone.token, { 'If-None-Match': etag })).status).toBe(304);
		await register();
		const next = await roster(phone.token, { 'If-None-Match': etag });
		expect(next.status).toBe(200);
	});

	test('is for phones of the event and organisers', async () => {
		expect((await call('/events/run/roster')).status).toBe(401);
		await call('/events/other', { method: 'PUT', key: api.ownerKey, json: anEvent() });
		const phone = await phones.pair();
		expect((await call('/events/other/roster', { key: phone.token })).body.reason).toBe('wrong-event');
	});
});

describe('GET /time', () => {
	test('is the server’s clock, not cached', async () => {
		const { body, headers } = await call<{ nowMs: number }>('/time');
		expect(body.nowMs).toBe(RACE_DAY);
		expect(headers.get('cache-control')).toBe('no-store');
	});
});
