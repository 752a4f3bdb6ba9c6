import { expect, test } from 'vitest';
import { PassingItemSchema } from '#lib/schemas/passing.ts';
import { itemAnswers, passingItem } from './passingMessage.ts';
import type { Read } from '#lib/scanner/read.ts';
import { newReadId } from './readId.ts';

const AT_MS = Date.UTC(2026, 5, 10, 7, 24, 31, 120);
const read = (part: Partial<Read> = {}): Read => ({
	id: newReadId(AT_MS),
	event: 'run',
	seq: 41,
	checkpoint: 'finish',
	kind: 'manual',
	bib: '7',
	code: null,
	lane: null,
	token: null,
	atMs: AT_MS,
	clockId: 'clock',
	offsetMs: -210,
	uncertaintyMs: 18,
	state: 'queued',
	answer: null,
	reason: null,
	holdUntilMs: 0,
	...part
});
const parsed = (part: Partial<Read>) => PassingItemSchema.parse(passingItem(read(part)));

test('every kind of read is what the API takes', () => {
	expect(parsed({})).toMatchObject({ bib: '7', at: AT_MS, offsetMs: -210, uncertaintyMs: 18, seq: 41 });
	expect(parsed({ kind: 'scan', bib: null, code: 'HTTPS://X/B/K7Q2M9XA4T' }).code).toContain('K7Q2M9XA4T');
	expect(parsed({ kind: 'tap', bib: null }).kind).toBe('tap');
	expect(parsed({ kind: 'chute', lane: 'B', token: 42 })).toMatchObject({ lane: 'B', token: 42 });
	expect(parsed({ uncertaintyMs: null, offsetMs: null })).toMatchObject({ offsetMs: 0 });
});

test('a phone that lost its date sends the corrected time, since so large an offset has no place on the wire', () => {
	const item = parsed({ atMs: 3_600_000, offsetMs: AT_MS - 3_600_000 });
	expect(item).toMatchObject({ at: AT_MS, offsetMs: 0 });
});

test('ids are UUIDs in the order of time, also without a secure context', () => {
	const ids = [AT_MS, AT_MS + 1, AT_MS + 86_400_000].map(newReadId);
	expect(ids.map((id) => id[14])).toEqual(['7', '7', '7']);
	expect([...ids].sort()).toEqual(ids);
});

test('only the final answers of the API count', () => {
	expect(itemAnswers('<h1>Welcome</h1>')).toBeNull();
	expect(itemAnswers(null)).toBeNull();
	expect(itemAnswers({ items: [{ id: 'a', status: 'perhaps' }] })?.size).toBe(0);
	expect(itemAnswers({ items: [{ id: 'a', status: 'duplicate', reason: null }] })?.get('a')).toEqual({
		status: 'duplicate',
		reason: null
	});
});
