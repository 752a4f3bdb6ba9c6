import { expect, test } from 'vitest';
import { Mute } from './mute.ts';

const QUIET_MS = 20_000;

test('a code that stays in the picture is one read, however long it stays', () => {
	const mute = new Mute(QUIET_MS);
	expect(mute.repeats('A', 0)).toBeNull();
	for (let atMs = 100; atMs < 120_000; atMs += 100) expect(mute.repeats('A', atMs)).toBe(0);
});

test('a code that comes back after the quiet time is a new read', () => {
	const mute = new Mute(QUIET_MS);
	mute.repeats('A', 0);
	mute.repeats('A', 1_000);
	expect(mute.repeats('A', 1_000 + QUIET_MS - 1)).toBe(0);
	expect(mute.repeats('A', 1_000 + 2 * QUIET_MS)).toBeNull();
});

test('codes do not mute one another', () => {
	const mute = new Mute(QUIET_MS);
	mute.repeats('A', 0);
	expect(mute.repeats('B', 10)).toBeNull();
});

test('what could not be used is a first look when it is seen again', () => {
	const mute = new Mute(20_000);
	expect(mute.repeats('/T/31', 0)).toBeNull();
	mute.forget('/T/31');
	expect(mute.repeats('/T/31', 1_000)).toBeNull();
});
