/**
 * Finish tokens on paper: cards of 85 × 54 mm, ten on an A4 sheet, which is what sheets for business cards are cut to. The
 * number is read at an arm's length, and typed when the code is torn.
 */
import { finishTokenAddress } from '#lib/domain/bibs/finishToken.ts';
import { INK, newPdf, placeQr, toBuffer, write, type Pdf } from './pdfDrawing.ts';

export interface TokenSheets {
	/** First and last number, each 1 to 999,999. */
	from: number;
	to: number;
	/** Of the address in the codes, without a slash at the end. */
	origin: string;
	event: string;
	locale: string;
	/** Of the document. */
	title: string;
}

const MM = 72 / 25.4;
const A4: [number, number] = [595.28, 841.89];
const CARD = { width: 85 * MM, height: 54 * MM, columns: 2, rows: 5 };
const LEFT = (A4[0] - CARD.columns * CARD.width) / 2;
const TOP = (A4[1] - CARD.rows * CARD.height) / 2;
const NUMBER_SIZE = 54;
/** From the card's top to the middle of its number. */
const NUMBER_MIDDLE = 56;
export const TOKENS_A_SHEET = CARD.columns * CARD.rows;

export async function finishTokensPdf(sheets: TokenSheets): Promise<Buffer> {
	const pdf = await newPdf({ size: A4, locale: sheets.locale, title: sheets.title });
	for (let number = sheets.from; number <= sheets.to; number++) {
		const place = (number - sheets.from) % TOKENS_A_SHEET;
		if (place === 0 && number > sheets.from) pdf.addPage();
		const x = LEFT + (place % CARD.columns) * CARD.width;
		const y = TOP + Math.floor(place / CARD.columns) * CARD.height;
		drawCard(pdf, { x, y, number, sheets });
	}
	return toBuffer(pdf);
}

function drawCard(
	pdf: Pdf,
	{ x, y, number, sheets }: { x: number; y: number; number: number; sheets: TokenSheets }
): void {
	const side = CARD.height - 20;
	pdf.rect(x, y, CARD.width, CARD.height).lineWidth(0.4).stroke(INK.line);
	placeQr(pdf, { text: finishTokenAddress(sheets.origin, number), x: x + 8, y: y + 10, side });
	const beside = { x: x + side + 14, width: CARD.width - side - 28 };
	const text = String(number);
	const wide = pdf.font('black').fontSize(NUMBER_SIZE).widthOfString(text);
	const size = NUMBER_SIZE * Math.min(1, beside.width / wide);
	pdf
		.fontSize(size)
		.fillColor('#000')
		// Digits of this face stand between 0.355 and 1.069 of its size below the line's top.
		.text(text, beside.x, y + NUMBER_MIDDLE - size * 0.712, { lineBreak: false });
	pdf.rect(beside.x, y + 94, 28, 3).fill(INK.tape);
	write(pdf, {
		text: sheets.event,
		font: 'bold',
		size: 9,
		...beside,
		y: y + 100,
		height: 40,
		color: INK.soft
	});
}
