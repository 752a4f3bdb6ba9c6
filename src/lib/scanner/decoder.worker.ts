/** Finds QR codes in one frame. Its own thread, so that a slow frame never holds up a button. */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { DecodeReply, DecodeRequest, Frame, Part } from './decoding.ts';
import { READER_OPTIONS } from './readerOptions.ts';

/** The part of a worker's scope that is used; the project's types are those of pages. */
const scope = self as unknown as {
	onmessage: (event: MessageEvent<DecodeRequest>) => void;
	postMessage: (message: DecodeReply) => void;
};
/** Forms in which the first plane is brightness, a byte a pixel. */
const PLANAR: string[] = ['I420', 'I420A', 'I422', 'I444', 'NV12'];
/** Of a pixel as ImageData has it; grey has the same brightness in each of the three bytes below. */
const OPAQUE = 0xff000000;
/** Used again for each frame of the same size. */
let planes = new Uint8Array(0);
let image: ImageData | undefined;
let canvas: OffscreenCanvas | undefined;

scope.onmessage = async ({ data }: MessageEvent<DecodeRequest>) => {
	if (data.kind === 'prepare') {
		// The library's default would fetch the decoder from a public network.
		await prepareZXingModule({ overrides: { locateFile: () => data.wasmUrl }, fireImmediately: true });
		reply({ kind: 'ready' });
		return;
	}
	try {
		const results = await readBarcodes(await pixelsOf(data.frame, data.part), READER_OPTIONS);
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
async function pixelsOf(frame: Frame, part: Part): Promise<ImageData> {
	try {
		return (await brightnessOf(frame, part).catch(() => null)) ?? drawn(frame, part);
	} finally {
		frame.close();
	}
}

/**
 * Cameras send brightness apart from colour, and a QR code has no colour: its plane alone is taken, which spares the way
 * over a canvas. Null where the browser keeps the picture in another form.
 */
async function brightnessOf(frame: Frame, { x, y, width, height }: Part): Promise<ImageData | null> {
	if (!('format' in frame) || !frame.format || !PLANAR.includes(frame.format)) return null;
	const { visibleRect: shown, displayWidth, displayHeight } = frame;
	// A picture that is turned or stretched on its way to the screen is drawn, as the screen would.
	if (shown?.width !== displayWidth || shown.height !== displayHeight || turned(frame)) return null;
	const rect = { x: shown.x + x, y: shown.y + y, width, height };
	const size = frame.allocationSize({ rect });
	if (planes.length !== size) planes = new Uint8Array(size);
	const [plane] = await frame.copyTo(planes, { rect });
	if (!plane) return null;
	if (image?.width !== width || image.height !== height) image = new ImageData(width, height);
	const pixels = new Uint32Array(image.data.buffer);
	for (let row = 0, to = 0; row < height; row++) {
		const from = plane.offset + row * plane.stride;
		for (let column = 0; column < width; column++)
			pixels[to++] = OPAQUE | ((planes[from + column] ?? 0) * 0x010101);
	}
	return image;
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
