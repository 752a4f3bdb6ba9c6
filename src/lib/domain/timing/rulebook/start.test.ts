import { describe, expect, test } from 'vitest';
import {
	at,
	checkpoint,
	derive,
	participant,
	race,
	resultOf,
	ruling,
	scan,
	statusesOf
} from '../../../../../tests/support/timingBuilders.ts';

describe('before the gun', () => {
	test('reads wait until the gun is set, then count', () => {
		const passings = [scan('7', 'start', '0:05'), scan('7', 'finish', '24:31')];
		const waiting = race({ waves: [{ slug: 'all', gunStartMs: null }] });
		const before = derive({ race: waiting, passings });
		expect(statusesOf(before, passings)).toEqual(['waiting', 'waiting']);
		expect(resultOf(before)).toMatchObject({ status: 'not-seen', gunTimeMs: null });
		const gun = ruling({ type: 'wave-start', waveSlug: 'all', valueMs: at('0:00') });
		const started = derive({ race: waiting, passings, rulings: [gun] });
		expect(statusesOf(started, passings)).toEqual(['counted', 'counted']);
		expect(resultOf(started)).toMatchObject({
			status: 'finished',
			gunTimeMs: 1_471_000,
			netTimeMs: 1_466_000
		});
	});

	test('a read 1 ms before the gun is an early start, at the gun it counts', () => {
		const early = [scan('7', 'start', '-0:00.001'), scan('7', 'finish', '20:00')];
		const result = derive({ passings: early });
		expect(statusesOf(result, early)).toEqual(['early-start', 'counted']);
		expect(resultOf(result)).toMatchObject({
			gunTimeMs: 1_200_000,
			netTimeMs: 1_200_000,
			flags: ['early-start']
		});
		const sharp = [scan('7', 'start', '0:00'), scan('7', 'finish', '20:00')];
		expect(statusesOf(derive({ passings: sharp }), sharp)).toEqual(['counted', 'counted']);
	});

	test('60 s before the gun is still an early start, 1 ms more is before the start', () => {
		const passings = [scan('7', 'start', '-1:00'), scan('7', 'start', '-1:00.001')];
		expect(statusesOf(derive({ passings }), passings)).toEqual(['early-start', 'before-start']);
	});

	test('at a split or finish a read before the gun is never an early start', () => {
		const passings = [scan('7', 'half', '-0:10'), scan('7', 'finish', '-0:01')];
		const results = derive({ passings });
		expect(statusesOf(results, passings)).toEqual(['before-start', 'before-start']);
		expect(resultOf(results).status).toBe('not-seen');
	});

	test('who stood on the line before the gun and crossed after it has an ordinary start', () => {
		const passings = [scan('7', 'start', '-0:10'), scan('7', 'start', '0:20'), scan('7', 'finish', '20:00')];
		const results = derive({ passings });
		expect(statusesOf(results, passings)).toEqual(['early-start', 'counted', 'counted']);
		expect(resultOf(results)).toMatchObject({ netTimeMs: 1_180_000, flags: [] });
	});
});

describe('own start', () => {
	test('the last read in the window counts, earlier ones are superseded', () => {
		const passings = [scan('7', 'start', '0:03'), scan('7', 'start', '0:40'), scan('7', 'finish', '20:00')];
		const results = derive({ passings });
		expect(statusesOf(results, passings)).toEqual(['superseded-start', 'counted', 'counted']);
		expect(resultOf(results)).toMatchObject({ gunTimeMs: 1_200_000, netTimeMs: 1_160_000 });
	});

	test('the window ends with its last millisecond', () => {
		const inside = [scan('7', 'start', '15:00'), scan('7', 'finish', '40:00')];
		expect(statusesOf(derive({ passings: inside }), inside)).toEqual(['counted', 'counted']);
		const outside = [scan('7', 'start', '15:00.001'), scan('7', 'finish', '40:00')];
		const results = derive({ passings: outside });
		expect(statusesOf(results, outside)).toEqual(['late-start', 'counted']);
		expect(resultOf(results)).toMatchObject({ netTimeMs: 2_400_000, flags: ['net-is-gun', 'late-start'] });
	});

	test('a late start counts from the own start when it is ruled so', () => {
		const passings = [scan('7', 'start', '17:00'), scan('7', 'finish', '40:00')];
		const start = ruling({ type: 'start-time', participantId: 'p7', valueMs: at('17:00') });
		const results = derive({ passings, rulings: [start] });
		expect(resultOf(results)).toMatchObject({ gunTimeMs: 2_400_000, netTimeMs: 1_380_000, flags: [] });
		const revoked = derive({ passings, rulings: [start, ruling({ type: 'revoke', rulingId: start.id })] });
		expect(resultOf(revoked)).toMatchObject({ netTimeMs: 2_400_000 });
	});

	test('a read at the start after the own start and the window changes nothing', () => {
		const passings = [scan('7', 'start', '0:05'), scan('7', 'start', '16:00'), scan('7', 'finish', '20:00')];
		const results = derive({ passings });
		expect(statusesOf(results, passings)).toEqual(['counted', 'over-limit', 'counted']);
		expect(resultOf(results)).toMatchObject({ netTimeMs: 1_195_000, flags: [] });
	});

	test('a winner of 14 minutes who walks over the start line inside the window keeps the time', () => {
		const passings = [scan('7', 'start', '0:01'), scan('7', 'finish', '14:00'), scan('7', 'start', '14:30')];
		const results = derive({ passings });
		expect(statusesOf(results, passings)).toEqual(['counted', 'counted', 'out-of-order']);
		expect(resultOf(results)).toMatchObject({ gunTimeMs: 840_000, netTimeMs: 839_000 });
	});

	test('without a start read net is gun, marked so', () => {
		expect(resultOf(derive({ passings: [scan('7', 'finish', '20:00')] }))).toMatchObject({
			gunTimeMs: 1_200_000,
			netTimeMs: 1_200_000,
			flags: ['net-is-gun'],
			startPassingId: null
		});
	});

	test('individual starts give each runner the own net time', () => {
		const passings = [scan('7', 'finish', '40:00'), scan('8', 'finish', '35:00')];
		const rulings = [ruling({ type: 'start-time', participantId: 'p7', valueMs: at('10:00') })];
		const results = derive({
			race: race({ rankBy: 'net' }),
			participants: [participant('7'), participant('8')],
			passings,
			rulings
		});
		expect(resultOf(results, '7')).toMatchObject({ place: 1, netTimeMs: 1_800_000, gunTimeMs: 2_400_000 });
		expect(resultOf(results, '8')).toMatchObject({ place: 2, netTimeMs: 2_100_000 });
	});

	test('an authorised early starter may finish and be split before the others could', () => {
		const passings = [scan('7', 'half', '4:00'), scan('7', 'finish', '9:00')];
		const start = ruling({ type: 'start-time', participantId: 'p7', valueMs: at('-8:00') });
		const results = derive({ passings, rulings: [start] });
		expect(statusesOf(results, passings)).toEqual(['counted', 'counted']);
		expect(resultOf(results)).toMatchObject({ gunTimeMs: 540_000, netTimeMs: 1_020_000 });
	});
});

describe('two phones at the start', () => {
	const devices = ['start-a', 'start-b'];
	const twoPhones = race({
		checkpoints: [
			checkpoint({ slug: 'start', kind: 'start', devices }),
			checkpoint({ slug: 'finish', kind: 'finish' })
		]
	});
	const b = { device: 'start-b' };

	test('the trusted one wins where they agree', () => {
		const passings = [
			scan('7', 'start', '0:10'),
			scan('7', 'start', '0:13', b),
			scan('7', 'finish', '20:00')
		];
		const results = derive({ race: twoPhones, passings });
		expect(statusesOf(results, passings)).toEqual(['counted', 'other-device', 'counted']);
		expect(resultOf(results)).toMatchObject({ netTimeMs: 1_190_000, flags: [] });
	});

	test('the latest plausible start wins where they do not', () => {
		const passings = [
			scan('7', 'start', '0:10'),
			scan('7', 'start', '0:30', b),
			scan('7', 'finish', '20:00')
		];
		const results = derive({ race: twoPhones, passings });
		expect(statusesOf(results, passings)).toEqual(['other-device', 'counted', 'counted']);
		expect(resultOf(results)).toMatchObject({ netTimeMs: 1_170_000, flags: ['devices-disagree'] });
	});

	test('each yields its own last read first', () => {
		const passings = [
			scan('7', 'start', '0:02', b),
			scan('7', 'start', '0:05'),
			scan('7', 'start', '0:21'),
			scan('7', 'start', '0:20', b)
		];
		expect(statusesOf(derive({ race: twoPhones, passings }), passings)).toEqual([
			'superseded-start',
			'superseded-start',
			'counted',
			'other-device'
		]);
	});
});

describe('waves', () => {
	const waves = race({
		waves: [
			{ slug: 'a', gunStartMs: at('0:00') },
			{ slug: 'b', gunStartMs: at('20:00') }
		]
	});
	const inB = [participant('7', { waveSlug: 'b' })];

	test('a runner of wave B who starts with wave A is listed, and counts there when moved', () => {
		const passings = [scan('7', 'start', '0:10'), scan('7', 'finish', '32:00')];
		const wrong = derive({ race: waves, participants: inB, passings });
		expect(statusesOf(wrong, passings)).toEqual(['before-start', 'counted']);
		expect(resultOf(wrong)).toMatchObject({ gunTimeMs: 720_000, flags: ['wrong-wave', 'net-is-gun'] });
		const move = ruling({ type: 'move-wave', participantId: 'p7', waveSlug: 'a' });
		const moved = derive({ race: waves, participants: inB, passings, rulings: [move] });
		expect(statusesOf(moved, passings)).toEqual(['counted', 'counted']);
		expect(resultOf(moved)).toMatchObject({ gunTimeMs: 1_920_000, netTimeMs: 1_910_000, flags: [] });
	});

	test('so is one whose own wave has not started yet', () => {
		const notYet = race({
			waves: [waves.waves[0] ?? { slug: 'a', gunStartMs: 0 }, { slug: 'b', gunStartMs: null }]
		});
		const passings = [scan('7', 'start', '0:10')];
		const results = derive({ race: notYet, participants: inB, passings });
		expect(statusesOf(results, passings)).toEqual(['waiting']);
		expect(resultOf(results).flags).toEqual(['wrong-wave']);
	});

	test('a read outside every window is no sign of a wrong wave', () => {
		const passings = [scan('7', 'start', '16:00')];
		expect(resultOf(derive({ race: waves, participants: inB, passings })).flags).toEqual([]);
	});

	test('moving the gun of a wave moves the times of that wave only', () => {
		const passings = [scan('7', 'finish', '40:00'), scan('8', 'finish', '40:00')];
		const participants = [...inB, participant('8', { waveSlug: 'a' })];
		const later = ruling({ type: 'wave-start', waveSlug: 'b', valueMs: at('21:00') });
		const results = derive({ race: waves, participants, passings, rulings: [later] });
		expect(resultOf(results, '7').gunTimeMs).toBe(1_140_000);
		expect(resultOf(results, '8').gunTimeMs).toBe(2_400_000);
		const back = ruling({ type: 'wave-start', waveSlug: 'b', valueMs: null });
		expect(resultOf(derive({ race: waves, participants, passings, rulings: [later, back] }))).toMatchObject({
			status: 'not-seen'
		});
	});
});
