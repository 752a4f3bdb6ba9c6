import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decideMatching } from '#lib/server/rulings/decideMatching.ts';
import { revokeRulings } from '#lib/server/rulings/rulings.ts';
import { after, clock, raceOn } from '../support/race.ts';
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

const tap = (time: string) => ({ kind: 'tap', at: after(clock(time)) });
const chute = (bib: string, time: string) => ({ kind: 'chute', bib, at: after(clock(time)) });
/** Crossings at 20:00, 20:05 and 20:10; the bibs are read about a quarter of a minute later. */
const TAPS = ['20:00', '20:05', '20:10'];
const sendChute = () =>
	race.send([chute('1', '20:15'), chute('2', '20:20'), chute('3', '20:25')], 'finish-chute');

const times = async () =>
	Object.fromEntries((await race.results()).items.map(({ bib, gunTime }) => [bib, gunTime]));

describe('a line that is tapped, with bibs read in the chute', () => {
	test('each bib gets the time of its tap', async () => {
		await race.send(TAPS.map(tap), 'finish-tap');
		await sendChute();
		expect(await times()).toEqual({ 1: '0:20:00', 2: '0:20:05', 3: '0:20:10' });
	});

	test('taps that arrive after the bibs, in the middle of the race, give the same times', async () => {
		await sendChute();
		const estimated = await race.results();
		expect(estimated.items.map(({ status }) => status)).toEqual(['finished', 'finished', 'finished']);
		for (const time of [...TAPS].reverse()) {
			await race.send([tap(time)], 'finish-tap');
			await race.results();
		}
		expect(await times()).toEqual({ 1: '0:20:00', 2: '0:20:05', 3: '0:20:10' });
	});

	test('an organiser gives a bib another tap, and takes it back', async () => {
		const taps = await race.send(TAPS.map(tap), 'finish-tap');
		const reads = await sendChute();
		const ruling = await race.rule({
			type: 'assign-time',
			passingId: reads[1]?.id,
			tapId: taps[2]?.id,
			at: taps[2]?.at
		});
		expect((await times())['2']).toBe('0:20:10');
		await race.rule({ type: 'revoke', rulingId: ruling.id });
		expect(await times()).toEqual({ 1: '0:20:00', 2: '0:20:05', 3: '0:20:10' });
	});

	test('an act at the desk is undone once: a second undo changes nothing', async () => {
		await race.send(TAPS.map(tap), 'finish-tap');
		const reads = await sendChute();
		const at = { event: 'run', checkpoint: 'finish', why: 'seen on the video' };
		const chuteId = reads[2]?.id ?? '';
		const act = { kind: 'time', chuteId, ms: Date.parse(after(clock('20:12'))) } as const;
		const done = await decideMatching(api.app, { kind: 'owner-key' }, { ...at, act });
		const ids = done.ok ? done.value : [];
		expect(ids).toHaveLength(1);
		expect((await times())['3']).toBe('0:20:12');
		const undo = () => revokeRulings(api.app, { kind: 'owner-key' }, { event: 'run', ids, why: at.why });
		expect(await undo()).toMatchObject({ ok: true, value: [expect.any(String)] });
		expect(await undo()).toEqual({ ok: true, value: [] });
		expect(await times()).toEqual({ 1: '0:20:00', 2: '0:20:05', 3: '0:20:10' });
	});

	test('a voided read gives its tap back to an unknown finisher, who can be claimed', async () => {
		const taps = await race.send(TAPS.map(tap), 'finish-tap');
		const reads = await sendChute();
		await race.rule({ type: 'void', passingId: reads[1]?.id });
		expect(await times()).toEqual({ 1: '0:20:00', 2: null, 3: '0:20:10' });
		await race.rule({ type: 'claim', passingId: taps[1]?.id, race: '5k', bib: '2' });
		expect((await times())['2']).toBe('0:20:05');
	});

	test('finish tokens fix who is who, also where one bib was never read', async () => {
		await race.send(TAPS.map(tap), 'finish-tap');
		await race.send(
			[
				{ ...chute('1', '20:15'), token: 1 },
				{ ...chute('3', '20:20'), token: 3 }
			],
			'finish-chute'
		);
		expect(await times()).toEqual({ 1: '0:20:00', 2: null, 3: '0:20:10' });
	});

	test('what is published was matched', async () => {
		await race.send(TAPS.map(tap), 'finish-tap');
		await sendChute();
		const published = await race.organise('/races/5k/publications', { json: { state: 'provisional' } });
		expect(published.status).toBe(201);
		const { body } = await race.publicResults();
		expect(body.items.map(({ gunTime }) => gunTime)).toEqual(['0:20:00', '0:20:05', '0:20:10']);
	});
});
