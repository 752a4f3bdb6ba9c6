/** Finds QR codes in one frame. Its own thread, so that a slow frame never holds up a button. */
import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import type { DecodeReply, DecodeRequest } from './decoding.ts';

const OPTIONS: ReaderOptions = {
	formats: ['QRCode'],
	tryHarder: true,
	tryRotate: true,
	tryInvert: false,
	tryDownscale: true,
	maxNumberOfSymbols: 8
};

/** The part of a worker's scope that is used; the project's types are those of pages. */
const scope = self as unknown as {
	onmessage: (event: MessageEvent<DecodeRequest>) => void;
	postMessage: (message: DecodeReply) => void;
};
let canvas: OffscreenCanvas | undefined;

scope.onmessage = async ({ data }: MessageEvent<DecodeRequest>) => {
	if (data.kind === 'prepare') {
		// The library's default would fetch the decoder from a public network.
		await prepareZXingModule({ overrides: { locateFile: () => data.wasmUrl }, fireImmediately: true });
		reply({ kind: 'ready' });
		return;
	}
	try {
		const results = await readBarcodes(pixelsOf(data.frame), OPTIONS);
		const codes = results
			.filter(({ isValid }) => isValid)
			.map(({ text, position: { topLeft, topRight, bottomRight, bottomLeft } }) => ({
				text,
				corners: [topLeft, topRight, bottomRight, bottomLeft].map(({ x, y }) => ({ x, y }))
			}));
		reply({ kind: 'codes', id: data.id, codes });
	} catch (error) {
		reply({ kind: 'fault', id: data.id, message: String(error) });
	}
};

function pixelsOf(frame: ImageBitmap | ImageData): ImageData {
	if (frame instanceof ImageData) return frame;
	const { width, height } = frame;
	if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (!context) throw new Error('No canvas in this worker');
	context.drawImage(frame, 0, 0);
	frame.close();
	return context.getImageData(0, 0, width, height);
}

function reply(message: DecodeReply): void {
	scope.postMessage(message);
}
