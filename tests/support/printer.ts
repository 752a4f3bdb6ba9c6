/** Reads PDFs as a printer and a camera would: `const printer = await openPrinter()`, once a file of tests. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { prepareZXingModule, readBarcodes, type ReadResult } from 'zxing-wasm/reader';

export interface PrintedPage {
	text: string;
	codes: ReadResult[];
	/** In points. */
	widthPt: number;
	heightPt: number;
}

export interface Printer {
	/** Every page as printed at so many dots an inch. */
	print(pdf: Uint8Array, dpi?: number): Promise<PrintedPage[]>;
	close(): void;
}

export async function openPrinter(): Promise<Printer> {
	const pdfium = await PDFiumLibrary.init();
	const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
	prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(await readFile(wasm)).buffer } });
	return {
		async print(bytes, dpi = 100) {
			const pdf = await pdfium.loadDocument(bytes);
			const pages: PrintedPage[] = [];
			for (const page of pdf.pages()) {
				// Before it is drawn: this build of PDFium cannot read the text of a drawn page.
				const text = page.getText();
				const { data, ...drawn } = await page.render({ scale: dpi / 72, render: 'bitmap' });
				const { width, height, originalWidth: widthPt, originalHeight: heightPt } = drawn;
				// PDFium gives BGRA; black and white do not mind.
				const image = { data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' } as ImageData;
				const codes = await readBarcodes(image, {
					formats: ['QRCode'],
					tryHarder: true,
					maxNumberOfSymbols: 30
				});
				pages.push({ text, codes, widthPt, heightPt });
			}
			pdf.destroy();
			return pages;
		},
		close: () => pdfium.destroy()
	};
}
