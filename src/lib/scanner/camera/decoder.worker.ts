/** Finds QR codes in one frame. Its own thread, so that a slow frame never holds up a button. */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { DecodeReply, DecodeRequest, Frame, Part } from './decoding.ts';
import { greyMapOf } from './greyMap.ts';
import { READER_OPTIONS } from './readerOptions.ts';

/** The part of a worker's scope that is used; the project's types are those of pages. */
const scope = self as unknown as {
	onmessage: (event: MessageEvent<DecodeRequest>) => void;
	postMessage: (message: DecodeReply) => void;
};
/** Used again for each frame of the same size. */
let bytes = new Uint8Array(0);
let canvas: OffscreenCanvas | undefined;

scope.onmessage = async ({ data }: MessageEvent<DecodeRequest>) => {
	if (data.kind === 'prepare') {
		// The library's default would fetch the decoder from a public network.
		await prepareZXingModule({ overrides: { locateFile: () => data.wasmUrl }, fireImmediately: true });
		reply({ kind: 'ready' });
		return;
	}
	try {
		const results = await readBarcodes(await pictureOf(data.frame, data.part), READER_OPTIONS);
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

/** Closes the frame. */
async function pictureOf(frame: Frame, part: Part): Promise<Uint8Array | ImageData> {
	try {
		return (await brightnessOf(frame, part).catch(() => null)) ?? drawn(frame, part);
	} finally {
		frame.close();
	}
}

/** Spares the way over a canvas and over colours. Null where the browser keeps the picture in another form. */
async function brightnessOf(frame: Frame, { x, y, width, height }: Part): Promise<Uint8Array | null> {
	if (!('format' in frame)) return null;
	const { format, visibleRect: shown, displayWidth, displayHeight } = frame;
	// A picture that is turned or stretched on its way to the screen is drawn, as the screen would.
	if (shown?.width !== displayWidth || shown.height !== displayHeight || turned(frame)) return null;
	const map = greyMapOf(format ?? '', width, height);
	if (!map) return null;
	if (bytes.length !== map.lengthCopied) bytes = new Uint8Array(map.lengthCopied);
	bytes.set(map.header);
	await frame.copyTo(bytes, { rect: { x: shown.x + x, y: shown.y + y, width, height }, layout: map.layout });
	return bytes.subarray(0, map.length);
}

/** Newer browsers say how a frame is turned; the project's types do not know it yet. */
const turned = (frame: VideoFrame & { rotation?: number; flip?: boolean }): boolean =>
	Boolean(frame.rotation) || frame.flip === true;

function drawn(frame: Frame, { x, y, width, height }: Part): ImageData {
	if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (!context) throw new Error('No canvas in this worker');
	context.drawImage(frame, x, y, width, height, 0, 0, width, height);
	return context.getImageData(0, 0, width, height);
}

function reply(message: DecodeReply): void {
	scope.postMessage(message);
}
