import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Paired, PairingOffer } from '#lib/schemas/pairing.ts';
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
	api = await startApi({ env: { TRUST_PROXY: '1' } });
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

let addresses = 0;
/** An address that nobody has tried from. */
const newAddress = () => `198.51.100.${++addresses}`;
const from = (address: string) => ({ 'X-Forwarded-For': address });
const refusal = async (json: object, address = newAddress()) => {
	const { status, body } = await call('/pairings', { json, headers: from(address) });
	return [status, body.reason];
};
/** Eight characters that no code has. */
let guesses = 0;
const guess = () => `UUUU-${String(++guesses).padStart(4, '0')}`;
const at = (ms: number) => new Date(ms).toISOString();

describe('POST /events/{slug}/pairings', () => {
	test('a phone bears the name that people give it, in any script, and all its ways know it', async () => {
		for (const device of ['Telefonul Măriei', 'Телефон Марии 2', 'finish-a', "Ana's (line)"]) {
			const phone = await phones.pair({ device });
			expect(phone.device).toBe(device);
			expect((await phones.send([aPassing({})], phone)).body.items[0]?.status).toBe('stored');
			const moved = await call(`/events/run/devices/${encodeURIComponent(device)}`, {
				method: 'PATCH',
				key: api.ownerKey,
				json: { checkpoint: 'start', role: 'line' }
			});
			expect(moved.status).toBe(200);
		}
		for (const device of [' blank', 'blank ', 'two\nlines', '', '-', 'x'.repeat(41), '\u202Eabc']) {
			const refused = await call('/events/run/pairings', { key: api.ownerKey, json: { device } });
			expect([device, refused.status]).toEqual([device, 422]);
		}
	});

	test('without a checkpoint it is the usual one for the role', async () => {
		const places: Record<string, string> = {};
		for (const role of ['line', 'tap', 'chute', 'check-in']) {
			const { body } = await call<PairingOffer>('/events/run/pairings', {
				key: api.ownerKey,
				json: { role }
			});
			places[role] = body.checkpoint;
		}
		expect(places).toEqual({ line: 'finish', tap: 'finish', chute: 'finish', 'check-in': 'start' });
	});
});

describe('POST /pairings', () => {
	test('a QR’s code makes the phone a device, and says what it needs to begin', async () => {
		const made = await phones.offer({ role: 'tap' });
		expect(made.url).toBe(`https://run.example.org/scan#pair=${made.code}`);
		expect(made.code).toHaveLength(22);
		const paired = await call<Paired>('/pairings', { json: { code: made.code } });
		expect(paired.status).toBe(200);
		expect(paired.body).toMatchObject({
			device: 'finish-a',
			checkpoint: 'finish',
			role: 'tap',
			event: { slug: 'run', timeZone: 'Europe/Chisinau' },
			races: [{ slug: '5k', waves: [{ slug: 'all', gunStart: null }] }]
		});
		const answer = await phones.send([aPassing({ at: at(RACE_DAY) })], paired.body);
		expect(answer.body.items[0]?.status).toBe('stored');
		expect(await phones.assigned()).toEqual([true]);
	});

	test('eight typed characters do it too, in small letters and without the hyphen', async () => {
		const { typedCode } = await phones.offer();
		expect(typedCode).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
		const typed = typedCode.toLowerCase().replace('-', ' ');
		const paired = await call<Paired>('/pairings', { json: { code: typed } });
		expect(paired.body).toMatchObject({ device: 'finish-a', event: { slug: 'run' } });
	});

	test('an event beside the code is checked, for typed codes and for those of a QR', async () => {
		await call('/events/other', { method: 'PUT', key: api.ownerKey, json: anEvent() });
		for (const code of Object.values(
			await phones.offer().then(({ code, typedCode }) => ({ code, typedCode }))
		)) {
			expect(await refusal({ code, event: 'nowhere' })).toEqual([404, 'event-unknown']);
			expect(await refusal({ code, event: 'other' })).toEqual([400, 'pairing-code-unknown']);
		}
		for (const form of ['code', 'typedCode'] as const) {
			const json = { code: (await phones.offer())[form], event: 'run' };
			expect((await call('/pairings', { json })).status).toBe(200);
		}
	});

	test('a code works once', async () => {
		const { code, typedCode } = await phones.offer();
		expect((await call('/pairings', { json: { code } })).status).toBe(200);
		expect(await refusal({ code })).toEqual([410, 'pairing-code-used']);
		expect(await refusal({ code: typedCode })).toEqual([410, 'pairing-code-used']);
	});

	test('of two phones with one code at the same moment, one is paired', async () => {
		const { code } = await phones.offer();
		const answers = await Promise.all([1, 2, 3].map(() => call('/pairings', { json: { code } })));
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
	});

	test('a code works for ten minutes', async () => {
		const [early, late] = [await phones.offer(), await phones.offer()];
		api.setNow(RACE_DAY + 10 * MINUTE - 1);
		expect((await call('/pairings', { json: { code: early.code } })).status).toBe(200);
		api.setNow(RACE_DAY + 10 * MINUTE);
		expect(await refusal({ code: late.code })).toEqual([410, 'pairing-code-expired']);
	});

	test('an unknown code is refused', async () => {
		for (const code of ['x', guess(), 'A'.repeat(22)])
			expect(await refusal({ code })).toEqual([400, 'pairing-code-unknown']);
	});

	test('after five wrong typed codes a minute, typed ones from that address wait, and nothing else does', async () => {
		const [first, second] = [await phones.offer(), await phones.offer()];
		const stranger = newAddress();
		for (let i = 0; i < 5; i++)
			expect(await refusal({ code: guess() }, stranger)).toEqual([400, 'pairing-code-unknown']);
		const limited = await call('/pairings', { json: { code: first.typedCode }, headers: from(stranger) });
		expect([limited.status, limited.body.reason]).toEqual([429, 'too-many-requests']);
		const waitS = Number(limited.headers.get('retry-after'));
		expect(waitS).toBeGreaterThan(0);
		expect(waitS).toBeLessThanOrEqual(60);
		expect(limited.body).not.toHaveProperty('retryAfterS');
		const byQr = await call('/pairings', { json: { code: second.code }, headers: from(stranger) });
		expect(byQr.status).toBe(200);
		const elsewhere = await call('/pairings', {
			json: { code: first.typedCode },
			headers: from(newAddress())
		});
		expect(elsewhere.status).toBe(200);
	});

	test('a minute later the address may type again', async () => {
		const { typedCode } = await phones.offer();
		const stranger = newAddress();
		for (let i = 0; i < 6; i++) await refusal({ code: guess() }, stranger);
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_001 });
		try {
			expect((await call('/pairings', { json: { code: typedCode }, headers: from(stranger) })).status).toBe(
				200
			);
		} finally {
			vi.useRealTimers();
		}
	});

	test('right codes are not counted, however many come from one address', async () => {
		const venue = newAddress();
		for (let i = 0; i < 12; i++) {
			const { typedCode } = await phones.offer();
			const paired = await call('/pairings', { json: { code: typedCode }, headers: from(venue) });
			expect(paired.status).toBe(200);
		}
	});

	test('all IPv6 addresses of a /64 are one, and an IPv4 address is one in both its forms', async () => {
		for (let i = 0; i < 5; i++) await refusal({ code: guess() }, `2001:db8:0:1::${i + 1}`);
		expect((await refusal({ code: guess() }, '2001:db8:0:1:ffff::9'))[0]).toBe(429);
		expect((await refusal({ code: guess() }, '2001:db8:0:2::1'))[0]).toBe(400);
		for (let i = 0; i < 5; i++) await refusal({ code: guess() }, '::ffff:203.0.113.9');
		expect((await refusal({ code: guess() }, '203.0.113.9'))[0]).toBe(429);
	});

	test('after sixty wrong typed codes a minute from anywhere, typed ones wait and the QR’s do not', async () => {
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * MINUTE });
		try {
			const { code, typedCode } = await phones.offer();
			for (let i = 0; i < 60; i++) expect((await refusal({ code: guess() }))[0]).toBe(400);
			expect((await refusal({ code: typedCode }))[0]).toBe(429);
			expect((await call('/pairings', { json: { code }, headers: from(newAddress()) })).status).toBe(200);
		} finally {
			vi.useRealTimers();
		}
	});

	test('each offer gets a device name that is free', async () => {
		expect([(await phones.offer()).device, (await phones.offer()).device]).toEqual(['finish-a', 'finish-b']);
		expect((await phones.offer({ device: 'Marshal-3' })).device).toBe('Marshal-3');
	});

	test('codes and tokens are nowhere in the database', async () => {
		const { code, typedCode } = await phones.offer();
		const paired = (await call<Paired>('/pairings', { json: { code } })).body;
		const dump = await Promise.all(
			['pairing', 'device_token', 'audit_entry', 'device'].map(async (table) =>
				JSON.stringify((await api.app.database.pool.query(`select * from ${table}`)).rows)
			)
		);
		for (const secret of [code, typedCode, typedCode.replace('-', ''), paired.token])
			expect(dump.join()).not.toContain(secret);
	});

	test('only organisers offer codes, for checkpoints that exist', async () => {
		expect((await call('/events/run/pairings', { json: { checkpoint: 'finish' } })).status).toBe(401);
		const phone = await phones.pair();
		const byPhone = await call('/events/run/pairings', { key: phone.token, json: { checkpoint: 'finish' } });
		expect(byPhone.body.reason).toBe('forbidden');
		const unknown = await call('/events/run/pairings', { key: api.ownerKey, json: { checkpoint: 'moon' } });
		expect(unknown.body.errors?.[0]?.pointer).toBe('/checkpoint');
	});
});
