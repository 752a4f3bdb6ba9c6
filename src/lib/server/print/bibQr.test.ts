import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import QRCode from 'qrcode';
import { expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { FRAME, seenCode } from '../../../../tests/support/seenCode.ts';
import { QUIET_ZONE } from '#lib/domain/bibs/qrSquares.ts';
import { bibAddress, bibCodeIn } from '#lib/domain/bibs/bibCode.ts';
import { READER_OPTIONS } from '#lib/scanner/camera/readerOptions.ts';
import { qrSquares } from './bibQr.ts';

const CODE = 'K7Q2M9XA4T';
const squaresOf = (text: string): number => qrSquares(text).size - 2 * QUIET_ZONE;

test('a bib’s code has no more squares than its address needs', () => {
	expect(squaresOf(bibAddress('https://run.md', CODE))).toBe(25);
	expect(squaresOf(bibAddress('https://run.example.org', CODE))).toBe(25);
	expect(squaresOf(bibAddress('http://192.168.1.5:3000', CODE))).toBe(25);
	expect(squaresOf(bibAddress('https://alergare.organizatia-noastra.org', CODE))).toBe(29);
});

test('small letters cost squares, which is why the address is in capitals', () =>
	expect(squaresOf(bibAddress('https://run.example.org', CODE).toLowerCase())).toBe(29));

test('a text that no code holds is refused', () => expect(() => qrSquares('x'.repeat(5000))).toThrow());

test('every bib that was ever printed, with more squares and correction, is read for ever', async () => {
	const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
	prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(await readFile(wasm)).buffer } });
	const { modules } = QRCode.create(`HTTPS://RUN.EXAMPLE.ORG/B/${CODE}`, { errorCorrectionLevel: 'H' });
	const level = { yaw: 0, pitch: 0, roll: 0, blurPx: 0.6, motionPx: 0 };
	const grey = seenCode(
		{ modules, quiet: QUIET_ZONE, sideMm: 75 },
		{ distanceMm: 400, ...level, creases: [], shade: null, splashes: [] }
	);
	const picture = Buffer.concat([Buffer.from(`P5 ${FRAME.width} ${FRAME.height} 255\n`), grey]);
	const [read] = await readBarcodes(picture, READER_OPTIONS);
	expect(read?.ecLevel).toBe('H');
	expect(bibCodeIn(read?.text ?? '')).toBe(CODE);
});
