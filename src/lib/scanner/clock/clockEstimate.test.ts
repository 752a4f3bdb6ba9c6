/** Simulated phones beside a server whose clock is the truth. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateClock, type ClockExchange } from './clockEstimate.ts';
import { DeviceClock } from './deviceClock.ts';

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 4, 10, 7);

interface Conditions {
	/** How far the phone's wall clock is off when the page opens. */
	offMs: number;
	/** How fast its quartz runs, in millionths. */
	ppm: number;
	/** True time, from the start, at which somebody sets the wall clock, and by how much. */
	setAtMs: number;
	setByMs: number;
	/** Delays there and back of each exchange, in turn. */
	delays: [number, number][];
	/** When the phone has no network. */
	offline: [fromMs: number, toMs: number];
}

/** A race of four hours: bursts of exchanges every two minutes while there is a network, a read every minute. */
function race({ offMs, ppm, setAtMs, setByMs, delays, offline }: Conditions) {
	let trueMs = START_MS;
	const elapsed = () => (trueMs - START_MS) * (1 + ppm * 1e-6);
	const clock = new DeviceClock({
		wall: () => Math.floor(START_MS + offMs + elapsed() + (trueMs - START_MS >= setAtMs ? setByMs : 0)),
		monotonic: () => 40_000 + elapsed()
	});
	const exchanges: ClockExchange[] = [];
	let turn = 0;
	const exchange = () => {
		const [there, back] = delays[turn++ % delays.length] ?? [20, 20];
		const sentMs = clock.nowMs();
		trueMs += there;
		const serverMs = Math.floor(trueMs);
		trueMs += back;
		exchanges.push({ clockId: clock.id, sentMs, receivedMs: clock.nowMs(), serverMs });
	};
	const reads: { atMs: number; trueMs: number }[] = [];
	for (let minute = 0; minute < 240; minute++) {
		trueMs = START_MS + minute * 60_000;
		const online = minute * 60_000 < offline[0] || minute * 60_000 >= offline[1];
		if (online && minute % 2 === 0) for (let i = 0; i < 5; i++) exchange();
		trueMs = START_MS + minute * 60_000 + 31_234.567;
		reads.push({ atMs: clock.nowMs(), trueMs });
	}
	return reads.map(({ atMs, trueMs: truth }) => {
		const known = estimateClock(exchanges, { clockId: clock.id, atMs });
		return {
			errorMs: Math.abs(atMs + (known?.offsetMs ?? NaN) - truth),
			uncertaintyMs: known?.uncertaintyMs ?? NaN
		};
	});
}

const conditions = ({ slowest }: { slowest: number }) =>
	fc.record<Conditions>({
		offMs: fc.integer({ min: -HOUR_MS, max: HOUR_MS }),
		ppm: fc.double({ min: -100, max: 100, noNaN: true }),
		setAtMs: fc.integer({ min: 0, max: 4 * HOUR_MS }),
		setByMs: fc.integer({ min: -HOUR_MS, max: HOUR_MS }),
		delays: fc.array(
			fc.tuple(
				fc.double({ min: 1, max: slowest, noNaN: true }),
				fc.double({ min: 1, max: slowest, noNaN: true })
			),
			{ minLength: 5, maxLength: 40 }
		),
		offline: fc.tuple(
			fc.integer({ min: 60_000, max: 2 * HOUR_MS }),
			fc.integer({ min: 2 * HOUR_MS, max: 4 * HOUR_MS - 120_000 })
		)
	});

const median = (numbers: number[]) =>
	[...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

describe('a clock off by up to an hour, 100 ppm fast or slow, set anew during the race, with an offline stretch', () => {
	test('the true time always lies within the stated uncertainty, with delays of up to 400 ms on either way', () => {
		fc.assert(
			fc.property(conditions({ slowest: 400 }), (phone) => {
				const wrong = race(phone).filter(({ errorMs, uncertaintyMs }) => !(errorMs <= uncertaintyMs));
				expect(wrong).toEqual([]);
			}),
			{ numRuns: 300 }
		);
	});

	test('on a good network half of the reads are right within 20 ms', () => {
		fc.assert(
			fc.property(conditions({ slowest: 40 }), (phone) => {
				const whileOnline = { ...phone, offline: [0, 0] as [number, number] };
				expect(median(race(whileOnline).map(({ errorMs }) => errorMs))).toBeLessThan(20);
			}),
			{ numRuns: 300 }
		);
	});
});

const exchange = (
	sentMs: number,
	{ roundTripMs = 40, offsetMs = 1_000, clockId = 'a' } = {}
): ClockExchange => ({
	clockId,
	sentMs,
	receivedMs: sentMs + roundTripMs,
	serverMs: sentMs + roundTripMs / 2 + offsetMs
});

test('an exchange after an offline stretch makes the reads in it more certain', () => {
	const middle = { clockId: 'a', atMs: HOUR_MS / 2 };
	const before = estimateClock([exchange(0)], middle);
	const both = estimateClock([exchange(0), exchange(HOUR_MS)], middle);
	expect(before?.uncertaintyMs).toBeGreaterThan(180);
	expect(both?.uncertaintyMs).toBeLessThanOrEqual(before?.uncertaintyMs ?? 0);
	const drifted = estimateClock([exchange(0), exchange(HOUR_MS, { offsetMs: 1_300 })], middle);
	expect(drifted?.offsetMs).toBeCloseTo(1_150, 0);
	expect(drifted?.uncertaintyMs).toBeLessThan(60);
});

test('a quick exchange of hours ago does not outweigh a slower one of now', () => {
	const old = exchange(0, { roundTripMs: 2, offsetMs: 1_000 });
	const fresh = exchange(4 * HOUR_MS, { roundTripMs: 80, offsetMs: 2_000 });
	const known = estimateClock([old, fresh], { clockId: 'a', atMs: 4 * HOUR_MS });
	expect(Math.abs((known?.offsetMs ?? 0) - 2_000)).toBeLessThan(45);
});

test('a stretch that was never compared takes the offset of the nearest one and states no uncertainty', () => {
	const others = [exchange(0, { clockId: 'b' }), exchange(HOUR_MS, { clockId: 'c', offsetMs: 7 })];
	expect(estimateClock(others, { clockId: 'a', atMs: HOUR_MS + 5 })).toEqual({
		offsetMs: 7,
		uncertaintyMs: null
	});
	expect(estimateClock([], { clockId: 'a', atMs: 0 })).toBeNull();
});
