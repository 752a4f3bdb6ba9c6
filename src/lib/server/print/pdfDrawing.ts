/** What printed sheets have in common: faces for Romanian, Russian and digits, ink, text that fits, QR codes as vectors. */
import { createRequire } from 'node:module';
import type PDFDocument from 'pdfkit';
import { qrSquares } from './bibQr.ts';

export type Pdf = InstanceType<typeof PDFDocument>;

export const INK = { blue: '#0d2b4e', soft: '#435569', tape: '#ff7f47', line: '#b9c4d0' };

const fontFile = (name: string): string =>
	createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans/${name}.ttf`);

/** An empty document with its first page and the faces `bold` and `black`. `size` in points. */
export async function newPdf({
	size,
	locale,
	title
}: {
	size: [number, number];
	locale: string;
	title: string;
}): Promise<Pdf> {
	// Loaded for the first sheet, since it takes a tenth of a second that a start can do without.
	const { default: Document } = await import('pdfkit');
	const pdf = new Document({ size, margin: 0, lang: locale, displayTitle: true, info: { Title: title } });
	pdf.registerFont('bold', fontFile('700Bold/NotoSans_700Bold'));
	pdf.registerFont('black', fontFile('900Black/NotoSans_900Black'));
	return pdf;
}

/** A QR code with its quiet zone in a white square; vectors, so any printer keeps it sharp. */
export function placeQr(
	pdf: Pdf,
	{ text, x, y, side }: { text: string; x: number; y: number; side: number }
): void {
	const { size, path } = qrSquares(text);
	pdf.save();
	pdf.rect(x, y, side, side).fill('#fff');
	pdf.translate(x, y).scale(side / size);
	pdf.path(path).fill('#000');
	pdf.restore();
}

interface Text {
	text: string;
	font: string;
	/** The largest that it may be set. */
	size: number;
	x: number;
	y: number;
	width: number;
	height: number;
	color: string;
}

/** Text in the middle of a field's height: set smaller until it fits, cut with an ellipsis before it is unreadable. */
export function write(pdf: Pdf, { text, font, size, x, y, width, height, color }: Text): void {
	pdf.font(font);
	const smallest = size * 0.6;
	let fitting = size;
	const heightAt = (points: number): number => pdf.fontSize(points).heightOfString(text, { width });
	while (fitting > smallest && heightAt(fitting) > height) fitting -= 0.5;
	const used = Math.min(heightAt(fitting), height);
	pdf.fillColor(color).text(text, x, y + (height - used) / 2, { width, height, ellipsis: true });
}

/** Ends the document. */
export function toBuffer(pdf: Pdf): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		const parts: Buffer[] = [];
		pdf.on('data', (part: Buffer) => parts.push(part));
		pdf.on('end', () => resolve(Buffer.concat(parts)));
		pdf.on('error', reject);
		pdf.end();
	});
}
