import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Paired } from '#lib/schemas/pairing.ts';
import type { RulingRecord } from '#lib/schemas/ruling.ts';
import { aPassing } from '../support/passings.ts';
import { after, clock, GUN_MS, raceOn } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let race: ReturnType<typeof raceOn>;

beforeAll(async () => {
	api = await startApi();
});
beforeEach(async () => {
	await api.reset();
	race = raceOn(api);
	await race.putEvent();
	await race.register([{ bib: '1' }, { bib: '2' }, { bib: '3' }]);
});
afterAll(() => api.close());

const outcome = async () =>
	Object.fromEntries(
		(await race.results()).items.map(({ bib, status, place, gunTime }) => [
			bib,
			gunTime ?? status + (place ?? '')
		])
	);
const order = async () =>
	(await race.results()).items.flatMap(({ bib, place }) => (place === null ? [] : [`${place}:${bib}`]));
const revoke = (id: string) => race.organise<RulingRecord>(`/rulings/${id}`, { method: 'DELETE' });
const list = async () => (await race.organise<{ items: RulingRecord[] }>('/rulings')).body.items;

describe('POST /events/{slug}/rulings', () => {
	test('DQ, DNF and DNS take the place away, and revoking gives it back', async () => {
		await race.finish({ 1: '20:00', 2: '21:00', 3: '22:00' });
		for (const type of ['dq', 'dnf', 'dns']) {
			const { id } = await race.rule({ race: '5k', bib: '1', type, why: 'seen by the marshal' });
			expect(await order()).toEqual(['1:2', '2:3']);
			expect((await outcome())['1']).toBe(type);
			expect((await revoke(id)).status).toBe(200);
			expect(await order()).toEqual(['1:1', '2:2', '3:3']);
		}
	});

	test('a penalty and a bonus change the time; both add up', async () => {
		await race.finish({ 1: '20:00', 2: '20:30' });
		await race.rule({ race: '5k', bib: '1', type: 'penalty', valueMs: 60_000 });
		expect(await order()).toEqual(['1:2', '2:1']);
		await race.rule({ race: '5k', bib: '1', type: 'penalty', valueMs: -45_000 });
		expect((await outcome())['1']).toBe('0:20:15');
	});

	test('a voided passing does not count, and a reinstated one does', async () => {
		const [wrong] = await race.finish({ 1: '12:00' });
		await race.finish({ 1: '20:00' });
		expect((await outcome())['1']).toBe('0:12:00');
		await race.rule({ passingId: wrong?.id, type: 'void', why: 'cheering cousin carried the bib' });
		expect((await outcome())['1']).toBe('0:20:00');
		await race.rule({ passingId: wrong?.id?.toUpperCase(), type: 'reinstate' });
		expect((await outcome())['1']).toBe('0:12:00');
	});

	test('a manual finish, an own start, a claimed tap', async () => {
		await race.rule({ race: '5k', bib: '1', type: 'finish-time', valueMs: GUN_MS + clock('20:00') });
		await race.rule({ race: '5k', bib: '1', type: 'start-time', at: after(clock('1:00')) });
		const [tap] = await race.send([{ kind: 'tap', at: after(clock('21:00')) }]);
		await race.rule({ race: '5k', bib: '2', passingId: tap?.id, type: 'claim' });
		const { items } = await race.results();
		expect(items.slice(0, 2)).toMatchObject([
			{ bib: '1', gunTime: '0:20:00', netTime: '0:19:00' },
			{ bib: '2', gunTime: '0:21:00' }
		]);
	});

	test('swapped bibs change hands', async () => {
		await race.finish({ 1: '20:00', 2: '25:00' });
		await race.rule({ race: '5k', bib: '1', otherBib: '2', type: 'bib-swap' });
		expect(await order()).toEqual(['1:2', '2:1']);
	});

	test('a dead heat shares the place', async () => {
		await race.finish({ 1: '20:00', 2: '20:00.004', 3: '21:00' });
		await race.rule({ race: '5k', bibs: ['1', '2'], type: 'dead-heat' });
		expect((await race.results()).items.map(({ place }) => place)).toEqual([1, 1, 3]);
	});

	test('the gun moved after the fact moves every time', async () => {
		await race.finish({ 1: '20:00' });
		await race.rule({
			race: '5k',
			type: 'wave-start',
			valueMs: GUN_MS + 10_000,
			why: 'clock of the starter'
		});
		expect((await outcome())['1']).toBe('0:19:50');
		const event = await race.organise<{ races: { waves: { gunStart: string }[] }[] }>('?as=document');
		expect(event.body.races[0]?.waves[0]?.gunStart).toBe('2018-06-10T10:00:10.000+03:00');
		await race.rule({ race: '5k', type: 'wave-start', valueMs: null });
		expect((await outcome())['1']).not.toMatch(/^0:/);
	});

	test('a passing from a phone that is assigned elsewhere counts when it is accepted', async () => {
		const offer = await race.organise<{ code: string }>('/pairings', { json: { checkpoint: 'km-2-5' } });
		const { body: phone } = await race.call<Paired>('/pairings', { json: { code: offer.body.code } });
		const passing = aPassing({ bib: '1', at: after(clock('20:00')) });
		await race.call('/events/run/passings', {
			key: phone.token,
			json: { device: phone.device, items: [passing] }
		});
		expect((await outcome())['1']).toBe('not-seen');
		await race.rule({ passingId: passing.id, type: 'accept' });
		expect((await outcome())['1']).toBe('0:20:00');
	});
});

describe('GET and DELETE /events/{slug}/rulings', () => {
	test('lists who decided what, when and why, also what was taken back', async () => {
		const { id } = await race.rule({ race: '5k', bib: '1', type: 'dq', why: 'cut the course' });
		const { body: revocation } = await revoke(id);
		const [gun, dq, back] = await list();
		expect(gun).toMatchObject({ type: 'wave-start', race: '5k', wave: 'all', valueMs: GUN_MS });
		expect(dq).toMatchObject({ bib: '1', why: 'cut the course', by: 'owner-key', revokedBy: revocation.id });
		expect(back).toMatchObject({ id: revocation.id, type: 'revoke', rulingId: id, revokedBy: null });
	});

	test('of several who take one decision back at the same moment, one does, and taking that back brings it again', async () => {
		await race.finish({ 1: '20:00' });
		const { id } = await race.rule({ race: '5k', bib: '1', type: 'dq' });
		const answers = await Promise.all([revoke(id), revoke(id), revoke(id)]);
		const [first = ''] = answers.map(({ body }) => body.id);
		expect(answers.map(({ body }) => body.id)).toEqual([first, first, first]);
		expect((await race.rule({ type: 'revoke', rulingId: id })).id).toBe(first);
		expect((await outcome())['1']).toBe('0:20:00');
		await revoke(first);
		expect((await outcome())['1']).toBe('dq');
	});

	test('taking back twice is one revocation; taking that back brings the decision in force again', async () => {
		await race.finish({ 1: '20:00' });
		const { id } = await race.rule({ race: '5k', bib: '1', type: 'dq' });
		const first = (await revoke(id)).body;
		expect((await revoke(id)).body.id).toBe(first.id);
		expect((await outcome())['1']).toBe('0:20:00');
		await revoke(first.id);
		expect((await outcome())['1']).toBe('dq');
	});

	test('an unknown ruling is a 404, and every decision is in the audit', async () => {
		const unknown = await race.call(`/events/run/rulings/${randomUUID()}`, {
			method: 'DELETE',
			key: api.ownerKey
		});
		expect([unknown.status, unknown.body.reason]).toEqual([404, 'ruling-unknown']);
		await race.rule({ race: '5k', bib: '1', type: 'dq' });
		const { rows } = await api.app.database.pool.query(
			`select actor, action, details from audit_entry where action = 'ruling-recorded'`
		);
		expect(rows).toEqual([
			{ actor: 'owner-key', action: 'ruling-recorded', details: { type: 'dq', race: '5k' } }
		]);
	});
});
