/**
 * The scanner as a volunteer's phone runs it, in a real browser with a camera that shows three new bibs again and again:
 * pictures decoded a second, at the camera's pace and when the camera never makes it wait, against the decoder alone on
 * the same pictures; and the time from a frame to its feedback.
 */
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type { prepareZXingModule, readBarcodes, ReaderOptions } from 'zxing-wasm/reader';
import { greyMapOf } from '../../src/lib/scanner/camera/greyMap.ts';
import { READER_OPTIONS } from '../../src/lib/scanner/camera/readerOptions.ts';
import { bibAddress } from '../../src/lib/domain/bibs/bibCode.ts';
import { startBuiltServer, type BuiltServer } from '../support/builtServer.ts';
import { browserWithCamera, drawScene, writeFakeCamera, type Scene } from '../support/fakeCamera.ts';
import { call, makeRace } from '../support/raceTraffic.ts';
import { pairingCode } from '../support/volunteerPhone.ts';
import { printLine, quantile } from './figures.ts';
import { watchScanner, type Watched } from './scannerWatch.ts';

const SIZE = { width: 1280, height: 720 };
const PICTURES = 20;
const FPS = 30;
const HOLD_MS = 500;
const RUN_MS = PICTURES * HOLD_MS;
/** The scanner and the decoder alone take turns, so that both meet the same moods of the machine. */
const ROUNDS = 10;
const ROUND_MS = 2_000;
const EVENT = 'bench';
const DECODER = 'node_modules/zxing-wasm/dist';
/** The bench is compiled by a tool that marks functions with this. */
const KEEP_NAMES = 'globalThis.__name = (named) => named';

export async function benchDecoder(): Promise<void> {
	const video = join(tmpdir(), `awareness-run-bench-${process.pid}.y4m`);
	const server = await startBuiltServer({ data: 'empty', env: { DEMO: 'off' } });
	try {
		await makeRace(server.url, { slug: EVENT, runners: PICTURES * 3, gunMs: Date.now() - 1_800_000 });
		const pictures = await scenes(server);
		await writeFakeCamera(video, { ...SIZE, fps: FPS, scenes: pictures });
		const browser = await browserWithCamera(video);
		const context = await browser.newContext({
			viewport: { width: 390, height: 844 },
			permissions: ['camera']
		});
		const page = await context.newPage();
		await page.addInitScript(KEEP_NAMES);
		await page.addInitScript(watchScanner);
		await page.goto(`${server.url}/scan#pair=${await pairingCode(server, { event: EVENT })}`);
		const measured = await page.evaluate((ms) => window.scanner.watch(ms), RUN_MS);
		const alone = await decoderAlone(browser, pictures);
		const rounds: Round[] = [];
		for (let round = 0; round < ROUNDS; round++) {
			const scanner = await page.evaluate((ms) => window.scanner.hurry(ms), ROUND_MS);
			const grey = await alone.evaluate((ms) => window.decoder.run('grey', ms), ROUND_MS);
			const coloured = await alone.evaluate((ms) => window.decoder.run('coloured', ms), ROUND_MS);
			rounds.push({ scanner, grey, coloured });
		}
		report(measured, rounds);
		await browser.close();
	} finally {
		await server.close();
		await rm(video, { force: true });
	}
}

async function scenes({ url }: BuiltServer): Promise<Scene[]> {
	const { bibs } = await call<{ bibs: { code: string }[] }>(url, `/events/${EVENT}/roster`);
	return Array.from({ length: PICTURES }, (_, picture) => ({
		codes: bibs.slice(picture * 3, picture * 3 + 3).map(({ code }) => bibAddress(url, code)),
		ground: 'street',
		holdMs: HOLD_MS
	}));
}

/** What the page of the decoder alone has in its window. */
declare global {
	interface Window {
		/** Pictures decoded a second: as the scanner gives them, or as pages mostly do (ImageData of four bytes a pixel). */
		decoder: { run: (form: 'grey' | 'coloured', ms: number) => Promise<number> };
	}
}

/** Pictures decoded a second in one turn of each: the hurried scanner, and the decoder alone on two forms of picture. */
type Round = Record<'scanner' | 'grey' | 'coloured', number>;

function report({ decodedASecond, shownASecond, feedbackMs }: Watched, rounds: Round[]): void {
	const median = (of: keyof Round): number =>
		quantile(
			rounds.map((round) => round[of]),
			0.5
		);
	const hurried = {
		what: `three bibs in a picture of ${SIZE.width} × ${SIZE.height}, the camera never waited for`,
		ours: median('scanner'),
		unit: 'pictures/s'
	};
	printLine({ ...hurried, limit: median('grey'), against: 'the decoder alone on the same grey pictures' });
	printLine({ ...hurried, limit: median('coloured'), against: 'the decoder alone on ImageData' });
	printLine({
		what: 'the same at the pace of the camera',
		ours: decodedASecond,
		limit: shownASecond,
		against: 'the camera',
		unit: 'pictures/s'
	});
	console.log(
		`  from frame to feedback (${feedbackMs.length} pictures): median ${quantile(feedbackMs, 0.5).toFixed(0)} ms, ` +
			`95th percentile ${quantile(feedbackMs, 0.95).toFixed(0)} ms`
	);
}

/** The decoder on the scanner's pictures in a page of the same browser: no thread to hand over to, no database. */
async function decoderAlone(browser: Browser, pictures: Scene[]): Promise<Page> {
	const page = await browser.newPage();
	await page.evaluate(KEEP_NAMES);
	await page.addScriptTag({ path: `${DECODER}/iife/reader/index.js` });
	const map = greyMapOf('I420', SIZE.width, SIZE.height);
	if (!map) throw new Error('The scanner has no use for the form of the pictures');
	const files = pictures.map((picture) =>
		Buffer.concat([map.header, drawScene(picture, SIZE.width, SIZE.height)]).toString('base64')
	);
	const wasm = await readFile(`${DECODER}/reader/zxing_reader.wasm`, 'base64');
	await page.evaluate(prepareDecoder, { wasm, files, size: SIZE, options: READER_OPTIONS });
	return page;
}

interface Decoding {
	/** In base 64, as are the pictures. */
	wasm: string;
	files: string[];
	size: { width: number; height: number };
	options: ReaderOptions;
}

/** Runs in an empty page. */
async function prepareDecoder({ wasm, files, size, options }: Decoding): Promise<void> {
	const { ZXingWASM } = window as unknown as {
		ZXingWASM: { prepareZXingModule: typeof prepareZXingModule; readBarcodes: typeof readBarcodes };
	};
	const bytes = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
	await ZXingWASM.prepareZXingModule({
		overrides: { wasmBinary: bytes(wasm).buffer },
		fireImmediately: true
	});
	const grey = files.map(bytes);
	const coloured = grey.map((file) => {
		const pixels = Uint32Array.from(
			file.subarray(-size.width * size.height),
			(level) => 0xff000000 | (level * 0x010101)
		);
		return new ImageData(new Uint8ClampedArray(pixels.buffer), size.width, size.height);
	});
	const run = async (form: 'grey' | 'coloured', ms: number): Promise<number> => {
		const pictures = form === 'grey' ? grey : coloured;
		const begun = performance.now();
		let decoded = 0;
		for (; performance.now() - begun < ms; decoded++) {
			const codes = await ZXingWASM.readBarcodes(pictures[decoded % pictures.length] as ImageData, options);
			if (codes.length !== 3) throw new Error(`the decoder saw ${codes.length} of 3 bibs`);
		}
		return (decoded * 1000) / (performance.now() - begun);
	};
	window.decoder = { run };
}
