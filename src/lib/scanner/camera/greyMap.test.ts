import fc from 'fast-check';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { readFile } from 'node:fs/promises';
import { beforeAll, expect, it } from 'vitest';
import { drawScene } from '../../../../tests/support/fakeCamera.ts';
import { greyMapOf } from './greyMap.ts';
import { READER_OPTIONS } from './readerOptions.ts';

const even = fc.integer({ min: 1, max: 400 }).map((half) => 2 * half);
const format = fc.constantFrom('I420', 'I420A', 'I422', 'I444', 'NV12');
/** With its colours, by the WebCodecs specification. */
const BYTES_A_PIXEL: Record<string, number> = { I420: 1.5, I420A: 2.5, I422: 2, I444: 3, NV12: 1.5 };

beforeAll(async () => {
	const wasm = await readFile('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm');
	await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
});

it('puts the planes of a picture behind one another, with no byte between and none twice', () => {
	fc.assert(
		fc.property(format, even, even, (form, width, height) => {
			const map = greyMapOf(form, width, height);
			if (!map) throw new Error(`${form} is known`);
			expect(map.layout[0]).toEqual({ offset: map.header.length, stride: width });
			expect(map.length).toBe(map.header.length + width * height);
			expect(map.layout[1]?.offset).toBe(map.length);
			expect(map.lengthCopied - map.header.length).toBe(width * height * (BYTES_A_PIXEL[form] ?? 0));
		})
	);
});

it('is a file in which the decoder finds the bib', async () => {
	const [width, height] = [640, 360];
	const map = greyMapOf('I420', width, height);
	if (!map) throw new Error('I420 is known');
	const file = new Uint8Array(map.length);
	file.set(map.header);
	const codes = ['https://run.example/b/7K3M9QXA'];
	file.set(drawScene({ codes, ground: 'street', holdMs: 0 }, width, height), map.header.length);
	const found = await readBarcodes(file, READER_OPTIONS);
	expect(found.map(({ text }) => text)).toEqual(codes);
});

it('leaves a picture whose colours are mixed to the canvas', () => {
	expect(greyMapOf('RGBA', 640, 360)).toBeNull();
	expect(greyMapOf('', 640, 360)).toBeNull();
});
