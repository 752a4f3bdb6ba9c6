import { expect, test } from 'vitest';
import { pairingCodeIn, typedCode } from '#lib/scanner/session/pairing.ts';
import { retryAfterMs } from '#lib/scanner/session/server.ts';
import { waitMs } from './uploader.ts';

test('waits grow, are spread by chance, and end at twenty seconds', () => {
	expect(waitMs(1, null, 0)).toBe(500);
	expect(waitMs(1, null, 1)).toBe(1_000);
	expect(waitMs(3, null, 1)).toBe(4_000);
	expect(waitMs(50, null, 1)).toBe(20_000);
	expect(waitMs(50, null, 0)).toBe(10_000);
});

test('what the server asks for is the least', () => {
	expect(waitMs(1, 30_000, 0)).toBe(30_000);
	expect(waitMs(10, 1_000, 1)).toBe(20_000);
});

test('Retry-After is seconds or a date', () => {
	const now = Date.UTC(2026, 5, 10, 7);
	expect(retryAfterMs('3', now)).toBe(3_000);
	expect(retryAfterMs('Wed, 10 Jun 2026 07:00:05 GMT', now)).toBe(5_000);
	expect(retryAfterMs('Wed, 10 Jun 2026 06:00:00 GMT', now)).toBe(0);
	expect(retryAfterMs('soon', now)).toBeNull();
	expect(retryAfterMs(null, now)).toBeNull();
});

test('a pairing code is found in the fragment of any host and language, and in nothing else', () => {
	expect(pairingCodeIn('https://run.example.org/ro/scan#pair=abc_-1')).toEqual({ code: 'abc_-1' });
	expect(pairingCodeIn('#pair=abc')).toEqual({ code: 'abc' });
	expect(pairingCodeIn('https://run.example.org/B/K7Q2M9XA4T')).toBeNull();
	expect(pairingCodeIn('https://run.example.org/scan?pair=abc')).toBeNull();
});

test('typed letters are compared as capitals', () => expect(typedCode(' abcd-ef gh')).toBe('ABCD-EFGH'));
