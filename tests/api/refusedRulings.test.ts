import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RulingRecord, RulingRequest } from '#lib/schemas/ruling.ts';
import { recordRuling } from '#lib/server/rulings/rulings.ts';
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

const list = async () => (await race.organise<{ items: RulingRecord[] }>('/rulings')).body.items;

describe('POST /events/{slug}/rulings', () => {
	test('is refused with what is wrong, and nothing is recorded', async () => {
		const before = (await list()).length;
		const refusal = async (json: object) => {
			const { status, body } = await race.call('/events/run/rulings', { key: api.ownerKey, json });
			return [status, body.reason, ...(body.errors ?? []).map(({ pointer }) => pointer)];
		};
		expect(await refusal({ race: '5k', bib: '99', type: 'dq' })).toEqual([404, 'participant-unknown']);
		expect(await refusal({ race: '10k', bib: '1', type: 'dq' })).toEqual([404, 'race-unknown']);
		expect(await refusal({ type: 'void', passingId: randomUUID() })).toEqual([404, 'passing-unknown']);
		expect(await refusal({ bib: '1', type: 'dq' })).toEqual([422, 'invalid-document', '/race']);
		expect(await refusal({ race: '5k', type: 'dq' })).toEqual([422, 'invalid-document', '/bib']);
		expect(await refusal({ race: '5k', bib: '1', type: 'jail' })).toEqual([422, 'invalid-document', '/type']);
		expect(await refusal({ race: '5k', bib: '1', type: 'dq', colour: 1 })).toEqual([
			422,
			'unknown-field',
			'/colour'
		]);
		expect(await refusal({ race: '5k', bib: '1', type: 'finish-time', valueMs: 1_200_000 })).toEqual([
			422,
			'invalid-document',
			'/valueMs'
		]);
		expect(await refusal({ race: '5k', bib: '1', type: 'bib-swap', otherBib: '1' })).toEqual([
			422,
			'invalid-document',
			'/otherBib'
		]);
		expect(await refusal({ race: '5k', type: 'wave-start', wave: 'z', valueMs: GUN_MS })).toEqual([
			422,
			'invalid-document',
			'/wave'
		]);
		expect((await list()).length).toBe(before);
	});

	test('a decision that would give a time of zero or less is refused, and nothing is stored', async () => {
		await race.finish({ 1: '20:00' });
		const before = (await list()).length;
		const about = { race: '5k', bib: '1' };
		const decisions = [
			{ ...about, type: 'penalty', valueMs: -1_200_000 },
			{ ...about, type: 'start-time', at: after(clock('20:00')) },
			{ ...about, type: 'finish-time', at: after(clock('-1:00')) }
		];
		for (const json of decisions) {
			const answer = await race.organise<{ reason: string; errors: { pointer: string }[] }>('/rulings', {
				json
			});
			const { reason, errors } = answer.body;
			expect([answer.status, reason, errors[0]?.pointer]).toEqual([422, 'impossible-time', '/valueMs']);
		}
		expect((await list()).length).toBe(before);
		await race.rule({ ...about, type: 'penalty', valueMs: -1_199_999 });
		expect((await race.results()).items[0]).toMatchObject({ bib: '1', place: 1, gunTime: '0:00:01' });
	});

	test('only organisers rule', async () => {
		const answer = await race.call('/events/run/rulings', { json: { race: '5k', bib: '1', type: 'dq' } });
		expect(answer.status).toBe(401);
	});
});

test('a ruling from a page is held to what the API takes, field by field', async () => {
	const runner = { race: '5k', bib: '1' };
	const before = await list();
	const faulty = [
		{ ...runner, type: 'dq', why: 'x'.repeat(1001) },
		{ ...runner, type: 'dq', valueMs: 1000 },
		{ ...runner, type: 'penalty' },
		{ ...runner, type: 'penalty', valueMs: 90_000_000 },
		{ ...runner, type: 'penalty', valueMs: 0.5 },
		{ ...runner, type: 'finish-time', valueMs: clock('20:00') },
		{ ...runner, type: 'move-wave', wave: 'all', otherBib: '2' }
	];
	for (const ruling of faulty) {
		const sent = await race.organise<{ errors: object[] }>('/rulings', { json: ruling });
		const pressed = await recordRuling(
			api.app,
			{ kind: 'owner-key' },
			{ event: 'run', ruling: { why: '', ...ruling } as RulingRequest }
		);
		expect(sent.status).toBe(422);
		expect(pressed).toMatchObject({ error: { reason: 'invalid-document', errors: sent.body.errors } });
	}
	expect(await list()).toEqual(before);
});
