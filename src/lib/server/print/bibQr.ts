/** The bib's QR code as squares, for the page (SVG) and for print (PDF). */
import QRCode from 'qrcode';
import { squaresOf, type QrSquares } from '#lib/domain/bibs/qrSquares.ts';

/** Level H survives a fold or a splash over a third of the code; capitals make it use the dense alphanumeric mode. */
export const qrSquares = (text: string): QrSquares =>
	squaresOf(QRCode.create(text, { errorCorrectionLevel: 'H' }).modules);
