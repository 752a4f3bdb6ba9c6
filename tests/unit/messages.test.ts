import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Message = string | { declarations?: string[]; selectors?: string[]; match: Record<string, string> }[];
type Catalogue = Record<string, Message>;
const read = (locale: string): Catalogue => JSON.parse(readFileSync(`src/messages/${locale}.json`, 'utf8'));

const base = read('en');
const textOf = (message: Message): string =>
	typeof message === 'string'
		? message
		: message.map(({ match }) => Object.values(match).join(' ')).join(' ');
const placeholders = (message: Message): string[] =>
	[...new Set(textOf(message).match(/\{\w+\}/g) ?? [])].sort();

test.each(['ro', 'ru'])('every text of the English catalogue exists in %s, and no other', (locale) => {
	expect(Object.keys(read(locale)).sort()).toEqual(Object.keys(base).sort());
});

test.each(['ro', 'ru'])('every text in %s has the placeholders of the English one', (locale) => {
	const catalogue = read(locale);
	const differing = Object.keys(base).filter(
		(key) =>
			key in catalogue &&
			JSON.stringify(placeholders(catalogue[key] ?? '')) !== JSON.stringify(placeholders(base[key] ?? ''))
	);
	expect(differing).toEqual([]);
});

test.each(['en', 'ro', 'ru'])('no text is empty in %s', (locale) => {
	const empty = Object.entries(read(locale)).filter(
		([key, message]) => !key.startsWith('$') && !textOf(message).trim()
	);
	expect(empty).toEqual([]);
});

test('Romanian texts use ș and ț with comma below, never with cedilla', () => {
	const faulty = Object.entries(read('ro')).filter(([, message]) => /[şţŞŢ]/.test(textOf(message)));
	expect(faulty).toEqual([]);
});
