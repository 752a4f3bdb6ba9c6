import { describe, expect, test } from 'vitest';
import { CivilDateSchema, InstantSchema, TimeZoneSchema } from './common.ts';
import { longTextSchema, namedTextSchema } from './text.ts';

const takes = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: unknown): boolean =>
	schema.safeParse(value).success;

describe('an instant lies in 1900–2200 after its offset', () => {
	test.each([
		['1900-01-01T00:00:00Z', true],
		['1900-01-01T13:59:59+14:00', false],
		['1899-12-31T23:59:59-01:00', true],
		['2200-12-31T23:59:59.999Z', true],
		['2200-12-31T23:59:59-14:00', false],
		['2201-01-01T00:00:00+14:00', true],
		['9999-12-31T23:59:59-14:00', false],
		['0000-01-01T00:00:00Z', false]
	])('%s', (text, taken) => {
		expect(takes(InstantSchema, text)).toBe(taken);
	});
});

test.each([
	['1900-01-01', true],
	['2200-12-31', true],
	['1899-12-31', false],
	['2201-01-01', false],
	['0000-01-01', false],
	['1900-02-29', false]
])('the date %s is taken: %s', (text, taken) => {
	expect(takes(CivilDateSchema, text)).toBe(taken);
});

test('a zone is a name, not an offset, whose sign PostgreSQL reads the other way round', () => {
	expect(takes(TimeZoneSchema, 'Europe/Chisinau')).toBe(true);
	expect(takes(TimeZoneSchema, '+02:00')).toBe(false);
	expect(takes(TimeZoneSchema, 'Mars/Olympus')).toBe(false);
});

describe('text', () => {
	test('holds no U+0000 and no half of a surrogate pair; a whole pair is text like other', () => {
		for (const text of ['a\u0000', 'a\ud800', '\udc00\ud800']) {
			expect(takes(longTextSchema(10), text)).toBe(false);
			expect(takes(namedTextSchema(10), text)).toBe(false);
		}
		expect(takes(namedTextSchema(10), '🏃')).toBe(true);
	});

	test('a name is one line with something to see; a reason may have several', () => {
		for (const text of ['', ' ', '\u200b', 'a\nb', 'a\rb', 'a\tb', 'a\u2028b', '\u001b[2J'])
			expect([text, takes(namedTextSchema(10), text)]).toEqual([text, false]);
		for (const text of ['Ana Șase', 'Анна', 'محمد', 'O’Neil', '第一'])
			expect([text, takes(namedTextSchema(10), text)]).toEqual([text, true]);
		expect(takes(longTextSchema(10), 'a\nb')).toBe(true);
	});
});
