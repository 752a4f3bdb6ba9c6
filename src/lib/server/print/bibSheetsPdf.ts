/** Many bibs in one file: an A5 page each, or four on an A4 sheet with marks to cut by. */
import type { BibLayout } from '#lib/schemas/bibSheets.ts';
import { BIB_SIZE, drawBib, type BibSheet } from './bibPdf.ts';
import { newPdf, toBuffer, type Pdf } from './pdfDrawing.ts';

export interface BibSheets {
	bibs: BibSheet[];
	layout: BibLayout;
	locale: string;
	/** Of the document. */
	title: string;
}

/** A4 landscape, in points: four times A6. */
const A4: [number, number] = [841.89, 595.28];
const COLUMNS = 2;
const FOUR = 4;
const CELL = { width: A4[0] / COLUMNS, height: A4[1] / COLUMNS };
const MARK = 14;

export async function bibSheetsPdf({ bibs, layout, locale, title }: BibSheets): Promise<Buffer> {
	const four = layout === 'four';
	const pdf = await newPdf({ size: four ? A4 : BIB_SIZE, locale, title });
	for (const [index, bib] of bibs.entries()) {
		const place = four ? index % FOUR : 0;
		if (place === 0 && index > 0) pdf.addPage();
		if (!four) drawBib(pdf, bib);
		else {
			pdf.save();
			pdf.translate((place % COLUMNS) * CELL.width, Math.floor(place / COLUMNS) * CELL.height);
			pdf.scale(CELL.width / BIB_SIZE[0], CELL.height / BIB_SIZE[1]);
			drawBib(pdf, bib);
			pdf.restore();
			// Over the bibs, which fill the sheet.
			if (place === FOUR - 1 || index === bibs.length - 1) drawMarks(pdf);
		}
		// What is drawn leaves the document meanwhile.
		await new Promise(setImmediate);
	}
	return toBuffer(pdf);
}

/** Where the sheet is cut: at the middle of each edge, and a cross between the four. */
function drawMarks(pdf: Pdf): void {
	const [width, height] = A4;
	const [x, y] = [CELL.width, CELL.height];
	pdf.save().lineWidth(0.5);
	for (const [fromX, fromY, toX, toY] of [
		[x, 0, x, MARK],
		[x, height - MARK, x, height],
		[0, y, MARK, y],
		[width - MARK, y, width, y],
		[x - MARK, y, x + MARK, y],
		[x, y - MARK, x, y + MARK]
	] as const)
		pdf.moveTo(fromX, fromY).lineTo(toX, toY).stroke('#000');
	pdf.restore();
}
