import { expect, test } from 'vitest';
import { DeviceClock } from './deviceClock.ts';

function phone() {
	const time = { wallMs: 1_000_000, monotonicMs: 5_000 };
	const clock = new DeviceClock({ wall: () => time.wallMs, monotonic: () => time.monotonicMs });
	const pass = (ms: number): void => {
		time.wallMs += ms;
		time.monotonicMs += ms;
	};
	return { time, clock, pass };
}

test('a wall clock that is set during the race moves no read', () => {
	const { time, clock, pass } = phone();
	pass(10_000);
	time.wallMs -= 3_600_000;
	expect(clock.nowMs()).toBe(1_010_000);
});

test('a moment of an event or a frame is stamped as it was, not as it is handled', () => {
	const { clock, pass } = phone();
	pass(1_000);
	expect(clock.at(5_400)).toBe(1_000_400);
});

test('a phone that slept with its monotonic clock standing begins a new stretch at the true time', () => {
	const { time, clock } = phone();
	const before = clock.id;
	time.wallMs += 60_000;
	expect(clock.woke()).toBe(true);
	expect(clock.id).not.toBe(before);
	expect(clock.nowMs()).toBe(1_060_000);
});

test('a page that was merely hidden stays in its stretch', () => {
	const { clock, pass } = phone();
	const before = clock.id;
	pass(60_000);
	expect(clock.woke()).toBe(false);
	expect(clock.id).toBe(before);
});
