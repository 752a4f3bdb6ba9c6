/** How hard the decoder looks: bibs are bent, turned and far, and several run abreast. */
import type { ReaderOptions } from 'zxing-wasm/reader';

export const READER_OPTIONS: ReaderOptions = {
	formats: ['QRCode'],
	tryHarder: true,
	tryRotate: true,
	tryInvert: false,
	tryDownscale: true,
	maxNumberOfSymbols: 8
};
