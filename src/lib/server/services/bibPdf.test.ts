import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { bibPdf, type BibSheet } from './bibPdf.ts';

let pdfium: PDFiumLibrary;
beforeAll(async () => {
	pdfium = await PDFiumLibrary.init();
	const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
	prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(await readFile(wasm)).buffer } });
});
afterAll(() => pdfium.destroy());

const aSheet = (part: Partial<BibSheet> = {}): BibSheet => ({
	number: '217',
	address: 'HTTPS://RUN.EXAMPLE.ORG/B/K7Q2M9XA4T',
	event: 'Cursa de 5 km împotriva traficului',
	facts: 'Воскресенье, 29 ноября 2026 г. · Chișinău',
	tagline: 'Oprim traficul',
	shownName: null,
	noPhoto: null,
	locale: 'ro',
	...part
});

/** The page as a printer at `dpi` would see it, with its codes and its text. */
async function printed(sheet: BibSheet, dpi = 100) {
	const pdf = await pdfium.loadDocument(await bibPdf(sheet));
	const page = pdf.getPage(0);
	// Before it is drawn: this build of PDFium cannot read the text of a drawn page.
	const text = page.getText();
	const { data, ...drawn } = await page.render({ scale: dpi / 72, render: 'bitmap' });
	const { width, height } = drawn;
	const seen = {
		pages: pdf.getPageCount(),
		text,
		widthPt: drawn.originalWidth,
		heightPt: drawn.originalHeight
	};
	// PDFium gives BGRA; black and white do not mind.
	const image = { data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' } as ImageData;
	const codes = await readBarcodes(image, { formats: ['QRCode'], tryHarder: true });
	pdf.destroy();
	return { ...seen, codes };
}

describe('the printed bib', () => {
	test('is one A5 page whose code reads back from a coarse print', async () => {
		const { pages, widthPt, heightPt, codes } = await printed(aSheet(), 60);
		expect(pages).toBe(1);
		expect([widthPt, heightPt]).toEqual([595, 419]);
		expect(codes.map((code) => code.text)).toEqual(['HTTPS://RUN.EXAMPLE.ORG/B/K7Q2M9XA4T']);
		expect(codes[0]?.ecLevel).toBe('H');
	});
	test('says event, place and line in every script', async () => {
		const { text } = await printed(aSheet({ shownName: 'Alergătorul Șapte Țintă', noPhoto: 'Не снимать' }));
		for (const words of [
			'217',
			'împotriva',
			'Воскресенье',
			'Chișinău',
			'Oprim',
			'Alergătorul Șapte Țintă',
			'Не снимать'
		])
			expect(text).toContain(words);
	});
	test('a long number, a long event and a long line stay on the page beside the code', async () => {
		const long = 'Забег на 5 км против торговли людьми '.repeat(4);
		const { pages, codes } = await printed(aSheet({ number: 'ABCDE-1234', event: long, tagline: long }));
		expect(pages).toBe(1);
		expect(codes).toHaveLength(1);
	});
});
