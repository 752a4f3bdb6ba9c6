import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { finishTokenIn } from '#lib/domain/registration/finishToken.ts';
import { finishTokensPdf, type TokenSheets } from './finishTokensPdf.ts';

let pdfium: PDFiumLibrary;
beforeAll(async () => {
	pdfium = await PDFiumLibrary.init();
	const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
	prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(await readFile(wasm)).buffer } });
});
afterAll(() => pdfium.destroy());

/** For each sheet its text and the tokens that a camera reads off it, as printed at 100 dpi. */
async function printed(part: Partial<TokenSheets>) {
	const sheets: TokenSheets = {
		from: 1,
		to: 10,
		origin: 'https://run.example.org',
		event: 'Забег на 5 км против торговли людьми · Cursa împotriva traficului',
		locale: 'ro',
		title: 'Jetoane de sosire',
		...part
	};
	const pdf = await pdfium.loadDocument(await finishTokensPdf(sheets));
	const pages = [];
	for (const page of pdf.pages()) {
		// Before it is drawn: this build of PDFium cannot read the text of a drawn page.
		const text = page.getText();
		const { data, width, height } = await page.render({ scale: 100 / 72, render: 'bitmap' });
		const image = { data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' } as ImageData;
		const codes = await readBarcodes(image, {
			formats: ['QRCode'],
			tryHarder: true,
			maxNumberOfSymbols: 30
		});
		const tokens = codes.map((code) => finishTokenIn(code.text) ?? 0).sort((a, b) => a - b);
		pages.push({ text, tokens, levels: new Set(codes.map(({ ecLevel }) => ecLevel)) });
	}
	pdf.destroy();
	return pages;
}

test('every card reads back as its own number, ten on a sheet, the last sheet as far as they go', async () => {
	const pages = await printed({ from: 31, to: 54 });
	expect(pages.map(({ tokens }) => tokens)).toEqual([
		[31, 32, 33, 34, 35, 36, 37, 38, 39, 40],
		[41, 42, 43, 44, 45, 46, 47, 48, 49, 50],
		[51, 52, 53, 54]
	]);
	expect([...(pages[0]?.levels ?? [])]).toEqual(['H']);
});

test('the number stands beside its code in full, however long', async () => {
	const [sheet] = await printed({ from: 999_998, to: 999_999 });
	expect(sheet?.tokens).toEqual([999_998, 999_999]);
	for (const words of ['999998', '999999', 'Забег', 'împotriva']) expect(sheet?.text).toContain(words);
});
