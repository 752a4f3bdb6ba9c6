import { expect, test } from 'vitest';
import { Wedge } from './wedge.ts';

function type(wedge: Wedge, text: string, { gapMs, fromMs = 0 }: { gapMs: number; fromMs?: number }) {
	let atMs = fromMs;
	for (const key of text) {
		expect(wedge.key(key, atMs)).toBeNull();
		atMs += gapMs;
	}
	return wedge.key('Enter', atMs);
}

test("a hand scanner's burst is one code, at the moment of its first key", () => {
	expect(type(new Wedge(), 'HTTPS://RUN.EXAMPLE.ORG/B/K7Q2M9XA4T', { gapMs: 8, fromMs: 500 })).toEqual({
		text: 'HTTPS://RUN.EXAMPLE.ORG/B/K7Q2M9XA4T',
		atMs: 500
	});
});

test('a person who types a number and Enter is no scanner', () => {
	expect(type(new Wedge(), '1234567', { gapMs: 120 })).toBeNull();
	expect(type(new Wedge(), '142', { gapMs: 10 })).toBeNull();
});

test('keys before a burst do not stick to it', () => {
	const wedge = new Wedge();
	wedge.key('4', 0);
	expect(type(wedge, 'ABCDEFGH', { gapMs: 5, fromMs: 1_000 })?.text).toBe('ABCDEFGH');
});

test('shift and other named keys inside a burst change nothing', () => {
	const wedge = new Wedge();
	for (const [index, key] of ['Shift', 'A', 'Shift', 'B', 'C', 'D', 'E', 'F'].entries())
		wedge.key(key, index * 5);
	expect(wedge.key('Enter', 45)?.text).toBe('ABCDEF');
});
