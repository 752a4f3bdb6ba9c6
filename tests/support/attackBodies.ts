/** Bodies that attackers send: huge, deep, packed to explode or cut off, each with the refusal that it gets. */
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** What `make` writes, so many times, as the items of a list. */
export const many = (count: number, make: (i: number) => string) =>
	Array.from({ length: count }, (_, i) => make(i)).join(',');

export interface Attack {
	raw: string | Uint8Array<ArrayBuffer>;
	headers?: Record<string, string>;
	expected: [number, string];
}

/** By name; what the smallest body (a pairing's) is answered with. */
export const ATTACKS: Record<string, Attack> = {
	'5 MB of one text': { raw: JSON.stringify({ code: 'x'.repeat(5_000_000) }), expected: [413, 'too-large'] },
	'560,000 unknown keys': { raw: `{${many(560_000, (i) => `"k${i}":1`)}}`, expected: [413, 'too-large'] },
	'unknown keys within the bytes': {
		raw: `{${many(1_200, (i) => `"k${i}":1`)}}`,
		expected: [422, 'invalid-document']
	},
	'brackets 2 million deep': { raw: '['.repeat(2_000_000), expected: [413, 'too-large'] },
	'brackets 8,000 deep': { raw: '['.repeat(8_000) + ']'.repeat(8_000), expected: [422, 'invalid-document'] },
	'600,000 empty lists': { raw: `{"items":[${many(600_000, () => '[]')}]}`, expected: [413, 'too-large'] },
	'5,000 empty lists': { raw: `{"items":[${many(5_000, () => '[]')}]}`, expected: [413, 'too-many-items'] },
	'many values, no list long': {
		raw: `{"a":[${many(15, () => `[${many(100, () => '1')}]`)}]}`,
		expected: [413, 'too-large']
	},
	'a gzip bomb of 100 MB': {
		raw: Uint8Array.from(gzipSync(Buffer.alloc(100_000_000, '['))),
		headers: { 'Content-Encoding': 'gzip' },
		expected: [413, 'too-large']
	},
	'a gzip bomb that is small when sent': {
		raw: Uint8Array.from(gzipSync(Buffer.alloc(5_000_000, '['))),
		headers: { 'Content-Encoding': 'gzip' },
		expected: [413, 'too-large']
	},
	'a brotli bomb': {
		raw: Uint8Array.from(brotliCompressSync(Buffer.alloc(20_000_000, ' '))),
		headers: { 'Content-Encoding': 'br' },
		expected: [413, 'too-large']
	},
	'gzip whose blocks are empty without end': {
		raw: Uint8Array.from(
			Buffer.concat([
				Buffer.from('1f8b0800000000000003', 'hex'),
				Buffer.alloc(1_000_000, Buffer.from('000000ffff', 'hex'))
			])
		),
		headers: { 'Content-Encoding': 'gzip' },
		expected: [413, 'too-large']
	},
	'a body that is no gzip': {
		raw: '{"code":"x"}',
		headers: { 'Content-Encoding': 'gzip' },
		expected: [400, 'invalid-request']
	},
	'a body that is no brotli': {
		raw: '{"code":"x"}',
		headers: { 'Content-Encoding': 'br' },
		expected: [400, 'invalid-request']
	},
	'a body that is no deflate': {
		raw: '{"code":"x"}',
		headers: { 'Content-Encoding': 'deflate' },
		expected: [400, 'invalid-request']
	},
	'half of a gzip': {
		raw: Uint8Array.from(gzipSync('{"code":"a code that nobody has"}').subarray(0, 20)),
		headers: { 'Content-Encoding': 'gzip' },
		expected: [400, 'invalid-request']
	},
	'an encoding that nobody has': {
		raw: '{}',
		headers: { 'Content-Encoding': '__proto__' },
		expected: [415, 'unsupported-media-type']
	},
	'UTF-16': {
		raw: '{}',
		headers: { 'Content-Type': 'application/json; charset=utf-16' },
		expected: [415, 'unsupported-charset']
	},
	'a quote without an end': { raw: `{"code":"${'\\"'.repeat(4_000)}`, expected: [400, 'invalid-json'] }
};
