/**
 * A camera for the browser tests: a Y4M video drawn from QR codes, several in one picture, each picture held for a given
 * time. The browser of `browserWithCamera` plays it in a loop.
 */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { chromium, type Browser } from '@playwright/test';
import QRCode from 'qrcode';
import type { Picture } from './bibPicture.ts';
import { chromiumArguments, chromiumPath } from './chromium.ts';

/** `torn`: two of the three corner marks and a third of the code are gone, as on a ripped bib; no decoder can read it. */
export interface Scene {
	codes: (string | { text: string; torn: true })[];
	/** Instead of codes: a picture of a printed bib, in the middle of the frame. */
	printed?: Picture;
	/** `street`: what stands behind runners has edges everywhere, and a decoder looks at each; default: one grey. */
	ground?: 'street';
	holdMs: number;
}

export interface FakeCameraOptions {
	scenes: Scene[];
	width?: number;
	height?: number;
	/** Frames a second; the file has a byte and a half per pixel and frame. */
	fps?: number;
}

const GREY = 150;
const WHITE = 235;
const BLACK = 16;

/** A browser of its own whose camera sees the video. */
export const browserWithCamera = (file: string): Promise<Browser> =>
	chromium.launch({
		executablePath: chromiumPath(),
		args: [
			...chromiumArguments,
			'--use-fake-ui-for-media-stream',
			'--use-fake-device-for-media-stream',
			`--use-file-for-fake-video-capture=${file}`
		]
	});

/** Writes the video. The codes of a picture stand side by side, each on its white bib with a quiet zone. */
export async function writeFakeCamera(
	file: string,
	{ scenes, width = 1280, height = 720, fps = 10 }: FakeCameraOptions
): Promise<void> {
	const out = createWriteStream(file);
	const write = async (chunk: Uint8Array | string): Promise<void> => {
		if (!out.write(chunk)) await once(out, 'drain');
	};
	await write(`YUV4MPEG2 W${width} H${height} F${fps}:1 Ip A1:1 C420jpeg\n`);
	const colour = new Uint8Array((width * height) / 2).fill(128);
	for (const scene of scenes) {
		const picture = drawScene(scene, width, height);
		const frames = Math.max(1, Math.round((scene.holdMs / 1000) * fps));
		for (let i = 0; i < frames; i++) {
			await write('FRAME\n');
			await write(picture);
			await write(colour);
		}
	}
	out.end();
	await once(out, 'finish');
}

/** The brightness plane of one picture. */
export function drawScene({ codes, printed, ground }: Scene, width: number, height: number): Uint8Array {
	const picture = ground ? streetOf(width, height) : new Uint8Array(width * height).fill(GREY);
	if (printed) placeInTheMiddle(printed, { picture, width, height });
	const cell = Math.floor(width / Math.max(1, codes.length));
	codes.forEach((code, index) => {
		const text = typeof code === 'string' ? code : code.text;
		const { modules } = QRCode.create(text, { errorCorrectionLevel: 'H' });
		const scale = Math.floor(Math.min(cell * 0.85, height * 0.8) / (modules.size + 8));
		const side = scale * (modules.size + 8);
		const left = index * cell + Math.floor((cell - side) / 2);
		const top = Math.floor((height - side) / 2);
		const gone = (x: number, y: number): boolean => typeof code !== 'string' && x + y > modules.size * 0.7;
		for (let y = 0; y < side; y++)
			for (let x = 0; x < side; x++) {
				const column = Math.floor(x / scale) - 4;
				const row = Math.floor(y / scale) - 4;
				const inside = column >= 0 && row >= 0 && column < modules.size && row < modules.size;
				const dark = inside && !gone(column, row) && modules.get(row, column) === 1;
				picture[(top + y) * width + left + x] = dark ? BLACK : WHITE;
			}
	});
	return picture;
}

/** Blocks of other brightness with the noise of a sensor; the same each time. */
function streetOf(width: number, height: number): Uint8Array {
	const picture = new Uint8Array(width * height);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const block = Math.imul((x >> 4) * 73_856_093 + (y >> 4) * 19_349_663, 2_654_435_761) >>> 25;
			const noise = Math.imul(x * 83_492_791 + y * 15_485_863, 2_246_822_519) >>> 28;
			picture[y * width + x] = 60 + block + noise;
		}
	return picture;
}

/** @throws Error when the printed bib is larger than the frame. */
function placeInTheMiddle(
	printed: Picture,
	frame: { picture: Uint8Array; width: number; height: number }
): void {
	const left = Math.floor((frame.width - printed.width) / 2);
	const top = Math.floor((frame.height - printed.height) / 2);
	if (left < 0 || top < 0) throw new Error('The printed bib does not fit into the frame of the camera');
	for (let row = 0; row < printed.height; row++)
		frame.picture.set(
			printed.grey.subarray(row * printed.width, (row + 1) * printed.width),
			(top + row) * frame.width + left
		);
}
