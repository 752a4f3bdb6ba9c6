import { afterEach, describe, expect, test } from 'vitest';
import { OWN_REASON_CODES, OWN_REASONS } from '#lib/domain/timing/rulings/ownReasons.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { REASONS, type Reason } from '#lib/schemas/base/problem.ts';
import { refusalWords } from './refusalWords.ts';
import { byWords, whyWords } from './whyWords.ts';

afterEach(() => overwriteGetLocale(() => 'en'));

const CYRILLIC = /[а-я]/;

describe.each(['ro', 'ru'] as const)('in %s', (locale) => {
	test('each reason of the product is said in the reader’s language, whoever stored it', () => {
		overwriteGetLocale(() => 'en');
		const english = OWN_REASON_CODES.map((code) => whyWords(OWN_REASONS[code]));
		overwriteGetLocale(() => locale);
		const said = OWN_REASON_CODES.map((code) => whyWords(OWN_REASONS[code]));
		expect(new Set(said).size).toBe(OWN_REASON_CODES.length);
		expect(said.filter((words) => english.includes(words) || !words)).toEqual([]);
		if (locale === 'ru') expect(said.filter((words) => !CYRILLIC.test(words))).toEqual([]);
	});

	test('no refusal is told in the service’s own English', () => {
		const reasons = Object.keys(REASONS) as Reason[];
		overwriteGetLocale(() => 'en');
		const english = reasons.map((reason) => refusalWords({ reason }));
		overwriteGetLocale(() => locale);
		const said = reasons.map((reason) => refusalWords({ reason }));
		expect(said.filter((words, index) => words === english[index])).toEqual([]);
	});

	test('a program that decided is named in the reader’s language', () => {
		overwriteGetLocale(() => locale);
		expect(byWords('owner-key')).not.toContain('owner');
		expect(byWords('key:chip-reader')).toMatch(/^(Programul|Программа) .chip-reader.$/);
	});
});

test('a reason stored in Russian is read in English by an English reader', () => {
	expect(whyWords('Отменено при сопоставлении')).toBe('Undone at the matching desk');
});

test('what a person wrote, and who that was, is left as it is', () => {
	overwriteGetLocale(() => 'ru');
	expect(whyWords('short cut')).toBe('short cut');
	expect(byWords('Ana Lupu')).toBe('Ana Lupu');
});
