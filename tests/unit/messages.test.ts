import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { locales } from '../../src/lib/paraglide/runtime.js';
import { AREAS, areaOf, catalogueOf as read, type Message } from '../support/catalogue.ts';

const others = locales.filter((locale) => locale !== 'en');
const base = read('en');
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
		.filter((file) => file !== '')
		.map((file) => readFileSync(file, 'utf8'))
		.join('\n');
	const words = new Set(code.match(/\w+/g));
	// A family of texts, such as one for each status, is named by its beginning.
	const families = [...code.matchAll(/`(\w+_)\$\{/g)].map(([, beginning = '']) => beginning);
	const unused = Object.keys(base).filter(
		(key) => !words.has(key) && !families.some((beginning) => key.startsWith(beginning))
	);
	expect([...new Set(families)].sort()).toEqual([
		'counted_',
		'match_',
		'timing_',
		'timing_check_',
		'timing_flag_',
		'timing_reason_',
		'timing_ruling_',
		'timing_status_'
	]);
	expect(unused).toEqual([]);
});
