/** Many bibs in one file: an A5 page each, or four on an A4 sheet with marks to cut by. */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BibLayout } from '#lib/schemas/bibSheets.ts';
import { BIB_SIZE, drawBib, type BibSheet } from './bibPdf.ts';
import { newPdf, type Pdf } from './pdfDrawing.ts';

export interface BibSheets {
	/** What stands on each. */
	common: Omit<BibSheet, keyof OwnOfBib>;
	bibs: OwnOfBib[];
	layout: BibLayout;
	/** Of the document. */
	title: string;
}
/** What differs from bib to bib. */
type OwnOfBib = Pick<BibSheet, 'number' | 'address' | 'shownName' | 'noPhoto'>;

/** A4 landscape, in points: four times A6. */
const A4: [number, number] = [841.89, 595.28];
const COLUMNS = 2;
const FOUR = 4;
const CELL = { width: A4[0] / COLUMNS, height: A4[1] / COLUMNS };
const MARK = 14;

/**
 * Writes the file page by page and no faster than it is read, so that 5,000 bibs take no more memory than fifty.
 * @param to.onProgress hears how many are drawn
 * @throws Error when nobody reads any more
 */
export async function writeBibSheets(
	{ common, bibs, layout, title }: BibSheets,
	{ out, onProgress }: { out: Writable; onProgress: (done: number) => void }
): Promise<void> {
	const four = layout === 'four';
	const pdf = await newPdf({ size: four ? A4 : BIB_SIZE, locale: common.locale, title });
	const written = pipeline(pdf, out);
	// It is awaited at the end; until then a fault must not count as one that nobody looks at.
	written.catch(() => undefined);
	for (const [index, own] of bibs.entries()) {
		const place = four ? index % FOUR : 0;
		if (place === 0 && index > 0) pdf.addPage();
		if (four) drawQuarter(pdf, { ...common, ...own }, place);
		else drawBib(pdf, { ...common, ...own });
		// Over the bibs, which fill the sheet.
		if (four && (place === FOUR - 1 || index === bibs.length - 1)) drawMarks(pdf);
		// What is drawn leaves the document meanwhile.
		await new Promise(setImmediate);
		if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), written]);
		if (out.destroyed) return written;
		onProgress(index + 1);
	}
	pdf.end();
	await written;
}

/** A quarter of the sheet: 0 is at the top left, 1 beside it. */
function drawQuarter(pdf: Pdf, bib: BibSheet, place: number): void {
	pdf.save();
	pdf.translate((place % COLUMNS) * CELL.width, Math.floor(place / COLUMNS) * CELL.height);
	pdf.scale(CELL.width / BIB_SIZE[0], CELL.height / BIB_SIZE[1]);
	drawBib(pdf, bib);
	pdf.restore();
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
