import { expect, test } from 'vitest';
import {
	at,
	checkpoint,
	derive,
	race,
	resultOf,
	ruling,
	scan,
	statusesOf
} from '../../../../../tests/support/timingBuilders.ts';

const oneLine = race({ checkpoints: [checkpoint({ slug: 'line', kind: 'start-finish' })] });
const judge = (clocks: string[]) => {
	const passings = clocks.map((clock) => scan('7', 'line', clock));
	const results = derive({ race: oneLine, passings });
	return { statuses: statusesOf(results, passings), result: resultOf(results) };
};

test('the start is the last read in the window, the finish the first a plausible time after it', () => {
	const { statuses, result } = judge(['0:05', '0:30', '25:00']);
	expect(statuses).toEqual(['superseded-start', 'counted', 'counted']);
	expect(result).toMatchObject({ gunTimeMs: 1_500_000, netTimeMs: 1_470_000, flags: [] });
});

test('a read less than the plausible time after the own start is too early for a finish', () => {
	expect(judge(['5:00', '14:59.999', '15:00']).statuses).toEqual(['counted', 'too-early', 'counted']);
});

test('a runner who crosses after 11 minutes and once more started late: net is gun', () => {
	const { statuses, result } = judge(['11:00', '41:00']);
	expect(statuses).toEqual(['late-start', 'counted']);
	expect(result).toMatchObject({
		gunTimeMs: 2_460_000,
		netTimeMs: 2_460_000,
		flags: ['net-is-gun', 'late-start'],
		status: 'finished'
	});
});

test('a late start counts from the own start when it is ruled so', () => {
	const passings = [scan('7', 'line', '11:00'), scan('7', 'line', '41:00')];
	const start = ruling({ type: 'start-time', participantId: 'p7', valueMs: at('11:00') });
	expect(resultOf(derive({ race: oneLine, passings, rulings: [start] }))).toMatchObject({
		gunTimeMs: 2_460_000,
		netTimeMs: 1_800_000,
		flags: []
	});
});

test('a single read after 11 minutes is a finish that may have been a start', () => {
	const { statuses, result } = judge(['11:00']);
	expect(statuses).toEqual(['counted']);
	expect(result).toMatchObject({
		gunTimeMs: 660_000,
		netTimeMs: 660_000,
		flags: ['net-is-gun', 'start-or-finish']
	});
});

test('a second read shortly after a single finish does not turn it into a start', () => {
	const { statuses, result } = judge(['18:00', '18:10', '20:00']);
	expect(statuses).toEqual(['counted', 'duplicate', 'over-limit']);
	expect(result.flags).toContain('start-or-finish');
});

test('the start window never reaches beyond the least plausible time', () => {
	expect(judge(['9:59.999', '30:00']).statuses).toEqual(['counted', 'counted']);
	expect(judge(['10:00', '30:00']).statuses).toEqual(['late-start', 'counted']);
});

test('behind a short window a read too early for a finish is a late start', () => {
	const short = { ...oneLine, startWindowMs: 300_000 };
	const passings = [scan('7', 'line', '7:00'), scan('7', 'line', '25:00')];
	const results = derive({ race: short, passings });
	expect(statusesOf(results, passings)).toEqual(['late-start', 'counted']);
	const alone = passings.slice(0, 1);
	expect(resultOf(derive({ race: short, passings: alone }))).toMatchObject({
		status: 'on-course',
		flags: ['late-start']
	});
});

test('an authorised early starter may finish before the others could, also inside the start window', () => {
	const start = ruling({ type: 'start-time', participantId: 'p7', valueMs: at('-8:00') });
	const passings = [scan('7', 'line', '-7:59'), scan('7', 'line', '1:59.999'), scan('7', 'line', '9:00')];
	const results = derive({ race: oneLine, passings, rulings: [start] });
	expect(resultOf(results)).toMatchObject({
		status: 'finished',
		gunTimeMs: 540_000,
		netTimeMs: 1_020_000,
		finishPassingId: passings[2]?.id
	});
});

test('a read before the gun is an early start, own start is the gun', () => {
	const { statuses, result } = judge(['-0:05', '11:00']);
	expect(statuses).toEqual(['early-start', 'counted']);
	expect(result).toMatchObject({ netTimeMs: 660_000, flags: ['early-start'] });
});

test('a winner of 14 minutes is not taken for a starter', () => {
	const { statuses, result } = judge(['0:02', '14:00']);
	expect(statuses).toEqual(['counted', 'counted']);
	expect(result.netTimeMs).toBe(838_000);
});

test('two phones at the line see the late start and the finish once each', () => {
	const b = { device: 'line-b' };
	const passings = [
		scan('7', 'line', '11:00'),
		scan('7', 'line', '11:00.4', b),
		scan('7', 'line', '41:00'),
		scan('7', 'line', '41:00.4', b)
	];
	const results = derive({ race: oneLine, passings });
	expect(statusesOf(results, passings)).toEqual(['late-start', 'other-device', 'counted', 'other-device']);
	expect(resultOf(results).flags).toEqual(['net-is-gun', 'late-start']);
});

test('laps over the line: the last one is the finish', () => {
	const laps = race({
		checkpoints: [checkpoint({ slug: 'line', kind: 'start-finish', minTimeMs: 180_000, maxOccurrences: 3 })]
	});
	const passings = ['0:05', '6:00', '12:00', '18:00', '19:30'].map((clock) => scan('7', 'line', clock));
	const results = derive({ race: laps, passings });
	expect(statusesOf(results, passings)).toEqual(['counted', 'counted', 'counted', 'counted', 'over-limit']);
	expect(resultOf(results)).toMatchObject({ gunTimeMs: 1_080_000, netTimeMs: 1_075_000 });
	const missedStart = passings.slice(1);
	expect(resultOf(derive({ race: laps, passings: missedStart.slice(0, 3) }))).toMatchObject({
		gunTimeMs: 1_080_000
	});
});
