import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TIMING_MESSAGE_KEYS } from '#lib/domain/timing/explanation/keys.ts';
import { baseLocale, locales } from '#lib/paraglide/runtime.js';
import { PERSON_MESSAGE_KEYS } from '../../src/routes/personControls.ts';
import { AREAS, areaOf, catalogueOf as read, type Message } from '../support/catalogue.ts';

const others = locales.filter((locale) => locale !== baseLocale);
const base = read(baseLocale);
const textOf = (message: Message): string =>
	typeof message === 'string'
		? message
		: message.map(({ match }) => Object.values(match).join(' ')).join(' ');
const placeholders = (message: Message): string[] =>
	[...new Set(textOf(message).match(/\{\w+\}/g) ?? [])].sort();

test.each(others)('every text of the English catalogue exists in %s, and no other', (locale) => {
	expect(Object.keys(read(locale)).sort()).toEqual(Object.keys(base).sort());
});

test.each(others)('every text in %s has the placeholders of the English one', (locale) => {
	const catalogue = read(locale);
	const differing = Object.keys(base).filter(
		(key) =>
			key in catalogue &&
			JSON.stringify(placeholders(catalogue[key] ?? '')) !== JSON.stringify(placeholders(base[key] ?? ''))
	);
	expect(differing).toEqual([]);
});

test.each(locales)('no text is empty in %s', (locale) => {
	const empty = Object.entries(read(locale)).filter(([, message]) => !textOf(message).trim());
	expect(empty).toEqual([]);
});

test('Romanian texts use ș and ț with comma below, never with cedilla', () => {
	const faulty = Object.entries(read('ro')).filter(([, message]) => /[şţŞŢ]/.test(textOf(message)));
	expect(faulty).toEqual([]);
});

test.each(locales)('a key stands in the file of one area of %s', (locale) => {
	const keys = AREAS.flatMap((area) => Object.keys(areaOf(area, locale)));
	expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test.each(locales)('a key stands once in each file of %s', (locale) => {
	const twice = AREAS.flatMap((area) => {
		const text = readFileSync(`src/messages/${area}/${locale}.json`, 'utf8');
		const keys = [...text.matchAll(/^\t"(\w+)":/gm)].map(([, key]) => key);
		return keys.filter((key, index) => keys.indexOf(key) !== index);
	});
	expect(twice).toEqual([]);
});

test('every text is used', () => {
	const files = execFileSync('git', ['ls-files', 'src/**/*.ts', 'src/**/*.svelte', 'src/*.ts'], {
		encoding: 'utf8'
	});
	const code = files
		.split('\n')
		.filter((file) => file !== '' && !file.endsWith('.test.ts'))
		.map((file) => readFileSync(file, 'utf8'))
		.join('\n');
	// Those of explanations, checks and a person's fields are named by what they are of.
	const used = new Set<string>([
		...(code.match(/\w+/g) ?? []),
		...TIMING_MESSAGE_KEYS,
		...PERSON_MESSAGE_KEYS
	]);
	const unused = Object.keys(base).filter((key) => !used.has(key));
	expect(unused).toEqual([]);
});
