import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPrinter, type Printer } from '../../../../tests/support/printer.ts';
import type { BibSheet } from './bibPdf.ts';
import { bibSheetsPdf } from './bibSheetsPdf.ts';

let printer: Printer;
beforeAll(async () => {
	printer = await openPrinter();
});
afterAll(() => printer.close());

const address = (n: number) => `HTTPS://RUN.EXAMPLE.ORG/B/K7Q2M9XA${n}T`;
const bibs = [10, 11, 12, 13, 14].map((n): BibSheet => ({
	number: String(n),
	address: address(n),
	event: 'Cursa de 5 km împotriva traficului',
	facts: 'Duminică, 29 noiembrie 2026 · Chișinău',
	tagline: 'Oprim traficul',
	help: 'Linia verde: 0 800 77777',
	shownName: n === 12 ? 'Alexandrina-Constantinescu Wilhelmina-Ecaterina Șapteș' : null,
	noPhoto: n === 13 ? 'Nu fotografiați' : null,
	locale: 'ro'
}));
const printed = async (layout: 'one' | 'four', dpi?: number) =>
	printer.print(await bibSheetsPdf({ bibs, layout, locale: 'ro', title: 'Numere' }), dpi);

describe('bibs in one file', () => {
	test('are an A5 page each, in order, and each code reads back', async () => {
		const pages = await printed('one', 60);
		expect(pages.map(({ codes }) => codes.map(({ text }) => text))).toEqual(
			[10, 11, 12, 13, 14].map((n) => [address(n)])
		);
		expect(pages.map(({ widthPt, heightPt }) => [widthPt, heightPt])).toEqual(bibs.map(() => [595, 419]));
	});

	test('or four on an A4 sheet, each whole within its quarter, and each code reads back', async () => {
		const pages = await printed('four', 100);
		expect(pages.map(({ widthPt, heightPt }) => [widthPt, heightPt])).toEqual([
			[841, 595],
			[841, 595]
		]);
		const quarter = (x: number, y: number) => (x < 841 / 2 ? 0 : 1) + (y < 595 / 2 ? 0 : 2);
		const found = pages.map(({ codes }) =>
			codes
				.map(({ text, position }) => {
					const { x, y } = position.topLeft;
					return [quarter((x * 72) / 100, (y * 72) / 100), text];
				})
				.sort()
		);
		expect(found).toEqual([[10, 11, 12, 13].map((n, at) => [at, address(n)]), [[0, address(14)]]]);
	});

	test('say a long name whole, who helps, and whom not to photograph', async () => {
		const pages = await printed('one');
		const words = pages.map(({ text }) => text.replaceAll(/\s+/g, ' '));
		expect(words[2]).toContain('Alexandrina-Constantinescu Wilhelmina-Ecaterina Șapteș');
		expect(words.filter((text) => text.includes('Linia verde: 0 800 77777'))).toHaveLength(5);
		expect(words.map((text) => text.includes('Nu fotografiați'))).toEqual([false, false, false, true, false]);
	});
});
