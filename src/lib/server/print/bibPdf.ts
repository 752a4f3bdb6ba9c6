/**
 * The bib on paper: A5 landscape, the number as large as it goes, the QR beside it, the event above, the campaign's line
 * below. One font file holds Romanian, Cyrillic and digits; the QR is drawn as vectors, so any printer keeps it sharp.
 */
import { INK, newPdf, placeQr, toBuffer, write, type Pdf } from './pdfDrawing.ts';

export interface BibSheet {
	number: string;
	/** Text of the QR. */
	address: string;
	event: string;
	/** Date and place, as read by people. */
	facts: string;
	/** The campaign's line; empty: none. */
	tagline: string;
	/** Who helps, by which phone; empty: nobody is named. */
	help: string;
	/** What the runner shows in public; null: nothing but the number. */
	shownName: string | null;
	/** The words beside the no-photo mark; null: pictures are allowed. */
	noPhoto: string | null;
	locale: string;
}

/** A5 landscape, in points. */
export const BIB_SIZE: [number, number] = [595.28, 419.53];
const [WIDTH, HEIGHT] = BIB_SIZE;
const MARGIN = 30;
const HEAD = 84;
const FOOT = 62;
/** Side of the code with its quiet zone. */
export const QR_SIDE = 214;
/** A long name takes two lines. */
const NAME_HEIGHT = 44;
const NUMBER = {
	x: MARGIN,
	width: WIDTH - 2 * MARGIN - QR_SIDE - 12,
	top: HEAD + 8,
	bottom: HEIGHT - FOOT - 8
};

export async function bibPdf(sheet: BibSheet): Promise<Buffer> {
	const pdf = await newPdf({
		size: BIB_SIZE,
		locale: sheet.locale,
		title: `${sheet.event} · ${sheet.number}`
	});
	drawBib(pdf, sheet);
	return toBuffer(pdf);
}

/** At the origin, in its own size. */
export function drawBib(pdf: Pdf, sheet: BibSheet): void {
	drawHead(pdf, sheet);
	drawNumber(pdf, sheet);
	drawQr(pdf, sheet);
	drawFoot(pdf, sheet);
	drawPinHoles(pdf);
}

function drawHead(pdf: Pdf, { event, facts }: BibSheet): void {
	pdf.rect(0, 0, WIDTH, HEAD).fill(INK.blue);
	write(pdf, {
		text: event,
		font: 'bold',
		size: 22,
		x: 48,
		y: 12,
		width: WIDTH - 96,
		height: 40,
		color: '#fff'
	});
	write(pdf, {
		text: facts,
		font: 'bold',
		size: 11.5,
		x: 48,
		y: 56,
		width: WIDTH - 96,
		height: 18,
		color: '#fff'
	});
}

/** The number fills its field; a name below takes its share of the height. */
function drawNumber(pdf: Pdf, { number, shownName }: BibSheet): void {
	const nameHeight = shownName ? NAME_HEIGHT + 4 : 0;
	const room = NUMBER.bottom - NUMBER.top - nameHeight;
	pdf.font('black').fontSize(100);
	// Capitals and digits of this face are 0.714 of its size high; the rest of its line height stays empty.
	const size = Math.min((NUMBER.width / pdf.widthOfString(number)) * 100, (room * 0.92) / 0.714);
	pdf.fontSize(size);
	const top = NUMBER.top + (room - size * 0.714) / 2;
	const ascent = size * 1.069;
	const x = NUMBER.x + (NUMBER.width - pdf.widthOfString(number)) / 2;
	pdf.fillColor('#000').text(number, x, top - (ascent - size * 0.714), { lineBreak: false });
	if (shownName)
		write(pdf, {
			text: shownName,
			font: 'bold',
			size: 24,
			x: NUMBER.x,
			y: NUMBER.bottom - NAME_HEIGHT,
			width: NUMBER.width,
			height: NAME_HEIGHT,
			color: '#000'
		});
}

function drawQr(pdf: Pdf, { address }: BibSheet): void {
	const y = HEAD + (HEIGHT - FOOT - HEAD - QR_SIDE) / 2;
	placeQr(pdf, { text: address, x: WIDTH - MARGIN - QR_SIDE + 12, y, side: QR_SIDE });
}

function drawFoot(pdf: Pdf, { tagline, help, noPhoto }: BibSheet): void {
	const top = HEIGHT - FOOT;
	pdf.rect(0, top, WIDTH, 5).fill(INK.tape);
	const markWidth = noPhoto ? 128 : 0;
	const width = WIDTH - 96 - markWidth;
	if (tagline)
		write(pdf, {
			text: tagline,
			font: 'bold',
			size: 17,
			x: 48,
			y: top + (help ? 9 : 13),
			width,
			height: help ? 26 : 42,
			color: INK.blue
		});
	if (help)
		write(pdf, {
			text: help,
			font: 'bold',
			size: 12,
			x: 48,
			y: top + (tagline ? 37 : 22),
			width,
			height: 18,
			color: '#000'
		});
	if (!noPhoto) return;
	const centre = { x: WIDTH - 48 - 112, y: top + 33 };
	drawNoPhotoMark(pdf, centre);
	write(pdf, {
		text: noPhoto,
		font: 'bold',
		size: 12,
		x: centre.x + 24,
		y: centre.y - 16,
		width: 88,
		height: 32,
		color: '#000'
	});
}

/** A crossed-out camera: photographers see it before they read it. */
function drawNoPhotoMark(pdf: Pdf, { x, y }: { x: number; y: number }): void {
	pdf.save().lineWidth(2);
	pdf.roundedRect(x - 11, y - 7, 22, 15, 2.5).stroke('#000');
	pdf.rect(x - 4, y - 10.5, 8, 3.5).fill('#000');
	pdf.circle(x, y + 0.5, 4.5).stroke('#000');
	pdf
		.lineWidth(3)
		.moveTo(x - 13, y + 13)
		.lineTo(x + 13, y - 13)
		.stroke('#b3261e');
	pdf.restore();
}

function drawPinHoles(pdf: Pdf): void {
	for (const x of [20, WIDTH - 20])
		for (const y of [20, HEIGHT - 20]) pdf.circle(x, y, 5).lineWidth(1).fillAndStroke('#fff', INK.line);
}
