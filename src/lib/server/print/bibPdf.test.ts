import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPrinter, type Printer } from '../../../../tests/support/printer.ts';
import { bibPdf, type BibSheet } from './bibPdf.ts';

let printer: Printer;
beforeAll(async () => {
	printer = await openPrinter();
});
afterAll(() => printer.close());

const aSheet = (part: Partial<BibSheet> = {}): BibSheet => ({
	number: '217',
	address: 'HTTPS://RUN.EXAMPLE.ORG/B/K7Q2M9XA4T',
	event: 'Cursa de 5 km împotriva traficului',
	facts: 'Воскресенье, 29 ноября 2026 г. · Chișinău',
	tagline: 'Oprim traficul',
	help: '',
	shownName: null,
	noPhoto: null,
	locale: 'ro',
	...part
});

const printed = async (sheet: BibSheet, dpi?: number) => printer.print(await bibPdf(sheet), dpi);

describe('the printed bib', () => {
	test('is one A5 page whose code reads back from a coarse print', async () => {
		const [page, ...others] = await printed(aSheet(), 60);
		expect(others).toEqual([]);
		expect([page?.widthPt, page?.heightPt]).toEqual([595, 419]);
		expect(page?.codes.map((code) => code.text)).toEqual(['HTTPS://RUN.EXAMPLE.ORG/B/K7Q2M9XA4T']);
	});
	test('says event, place and line in every script', async () => {
		const [page] = await printed(aSheet({ shownName: 'Alergătorul Șapte Țintă', noPhoto: 'Не снимать' }));
		for (const words of [
			'217',
			'împotriva',
			'Воскресенье',
			'Chișinău',
			'Oprim',
			'Alergătorul Șapte Țintă',
			'Не снимать'
		])
			expect(page?.text).toContain(words);
	});
	test('a long number, a long event and a long line stay on the page beside the code', async () => {
		const long = 'Забег на 5 км против торговли людьми '.repeat(4);
		const pages = await printed(aSheet({ number: 'ABCDE-1234', event: long, tagline: long }));
		expect(pages.map(({ codes }) => codes.length)).toEqual([1]);
	});
});
