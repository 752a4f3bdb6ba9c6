/** The QR code of a bib, a finish token or a pairing as squares, for the page (SVG) and for print (PDF). */
import QRCode from 'qrcode';
import { squaresOf, type QrSquares } from '#lib/domain/bibs/qrSquares.ts';

/** From the one that mends most. */
const LEVELS = ['H', 'Q', 'M', 'L'] as const;

/**
 * As few and as large squares as the text allows, filled with as much correction as fits beside it: what is far away,
 * blurred, tilted, creased or half in the shade is read best so (`npm run bench -- bibCodes`; docs/decisions.md, 100).
 * Capitals, digits and `/:.-` make the code use its dense mode.
 */
export function qrSquares(text: string): QrSquares {
	// Drawn with any mask, as only its size is asked.
	const { version } = QRCode.create(text, { errorCorrectionLevel: 'L', maskPattern: 0 });
	for (const errorCorrectionLevel of LEVELS) {
		try {
			return squaresOf(QRCode.create(text, { errorCorrectionLevel, version }).modules);
		} catch (error) {
			// The library has no other way to say that the text does not fit.
			if (errorCorrectionLevel === 'L') throw error;
		}
	}
	throw new Error('unreachable: level L fits its own version');
}
