/**
 * The scanner as a volunteer's phone runs it, in a real browser with a camera that shows three new bibs again and again:
 * pictures decoded a second against the decoder alone on the same pictures, and the time from a frame to its feedback.
 */
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type { prepareZXingModule, readBarcodes, ReaderOptions } from 'zxing-wasm/reader';
import { READER_OPTIONS } from '../../src/lib/scanner/readerOptions.ts';
import { bibAddress } from '../../src/lib/domain/registration/bibCode.ts';
import { startBuiltServer, type BuiltServer } from '../support/builtServer.ts';
import { browserWithCamera, drawScene, writeFakeCamera, type Scene } from '../support/fakeCamera.ts';
import { call, makeRace } from '../support/raceTraffic.ts';
import { pairingCode } from '../support/volunteerPhone.ts';
import { printLine, quantile } from './figures.ts';

const SIZE = { width: 1280, height: 720 };
const PICTURES = 20;
const FPS = 30;
const HOLD_MS = 500;
const RUN_MS = PICTURES * HOLD_MS;
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
		const measured = await watched(page);
		await context.close();
		report(measured, await decoderAlone(browser, pictures));
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

interface Measured {
	/** Milliseconds between one answer of the decoder and the next, in the running scanner. */
	pipelineMs: number[];
	/** From a frame's time to the flash of its read on the screen. */
	feedbackMs: number[];
	/** From taking a picture out of the camera to its codes: all that the scanner does for one. */
	workMs: number[];
	framesASecond: number;
}

function report({ pipelineMs, workMs, feedbackMs, framesASecond }: Measured, aloneMs: number[]): void {
	const aSecond = (ms: number[]): number => 1000 / quantile(ms, 0.5);
	printLine({
		what: `three bibs in a picture of ${SIZE.width} × ${SIZE.height}, were the camera never waited for`,
		ours: aSecond(workMs),
		limit: aSecond(aloneMs),
		against: 'the decoder alone',
		unit: 'pictures/s'
	});
	const mean = pipelineMs.reduce((sum, ms) => sum + ms, 0) / pipelineMs.length;
	printLine({
		what: 'the same in the running scanner',
		ours: 1000 / mean,
		limit: framesASecond,
		against: 'the camera',
		unit: 'pictures/s'
	});
	console.log(
		`  from frame to feedback (${feedbackMs.length} pictures): median ${quantile(feedbackMs, 0.5).toFixed(0)} ms, ` +
			`95th percentile ${quantile(feedbackMs, 0.95).toFixed(0)} ms`
	);
}

/** The decoder on the scanner's pictures in the same browser: no camera, no thread to hand over to, no database. */
async function decoderAlone(browser: Browser, pictures: Scene[]): Promise<number[]> {
	const page = await browser.newPage();
	await page.evaluate(KEEP_NAMES);
	await page.addScriptTag({ path: `${DECODER}/iife/reader/index.js` });
	const wasm = await readFile(`${DECODER}/reader/zxing_reader.wasm`, 'base64');
	const greys = pictures
		.slice(0, 5)
		.map((picture) => Buffer.from(drawScene(picture, SIZE.width, SIZE.height)).toString('base64'));
	return page.evaluate(decodeAgainAndAgain, { wasm, greys, size: SIZE, options: READER_OPTIONS });
}

interface Decoding {
	/** In base 64, as are the brightness planes. */
	wasm: string;
	greys: string[];
	size: { width: number; height: number };
	options: ReaderOptions;
}

/** Runs in an empty page. */
async function decodeAgainAndAgain({ wasm, greys, size, options }: Decoding): Promise<number[]> {
	const { ZXingWASM } = window as unknown as {
		ZXingWASM: { prepareZXingModule: typeof prepareZXingModule; readBarcodes: typeof readBarcodes };
	};
	const bytes = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
	await ZXingWASM.prepareZXingModule({
		overrides: { wasmBinary: bytes(wasm).buffer },
		fireImmediately: true
	});
	const images = greys.map((grey) => {
		const pixels = Uint32Array.from(bytes(grey), (level) => 0xff000000 | (level * 0x010101));
		return new ImageData(new Uint8ClampedArray(pixels.buffer), size.width, size.height);
	});
	const times: number[] = [];
	for (let run = 0; run < 100; run++) {
		const from = performance.now();
		const codes = await ZXingWASM.readBarcodes(images[run % images.length] as ImageData, options);
		if (run >= 10) times.push(performance.now() - from);
		if (codes.length !== 3) throw new Error(`the decoder saw ${codes.length} of 3 bibs`);
	}
	return times;
}

/** Lets the scanner run for one loop of the video. */
const watched = (page: Page): Promise<Measured> =>
	page.evaluate(
		async (runMs) => (window as unknown as { measure: (ms: number) => Promise<Measured> }).measure(runMs),
		RUN_MS
	);

/** Runs in the page, before its own scripts: listens at the doors that the scanner uses, and changes nothing. */
function watchScanner(): void {
	const frames: number[] = [];
	const answers: number[] = [];
	const feedback: number[] = [];
	const works: number[] = [];
	let begunMs = 0;
	let sentMs = 0;
	let answeredFrameMs = 0;
	const Plain = Worker;
	window.Worker = class extends Plain {
		constructor(url: string | URL, options?: WorkerOptions) {
			super(url, options);
			this.addEventListener('message', ({ data }: MessageEvent<{ kind: string }>) => {
				if (data.kind !== 'codes') return;
				answers.push(performance.now());
				works.push(performance.now() - begunMs);
				answeredFrameMs = sentMs;
			});
		}
		override postMessage(message: { kind: string }, transfer?: unknown): void {
			if (message.kind === 'frame') sentMs = frames.at(-1) ?? 0;
			super.postMessage(message, transfer as Transferable[]);
		}
	};
	const Grabbed = VideoFrame;
	window.VideoFrame = class extends Grabbed {
		constructor(video: HTMLVideoElement) {
			begunMs = performance.now();
			super(video);
		}
	} as unknown as typeof VideoFrame;
	const follow = HTMLVideoElement.prototype.requestVideoFrameCallback;
	HTMLVideoElement.prototype.requestVideoFrameCallback = function (callback) {
		return follow.call(this, (now, frame) => {
			frames.push(frame.captureTime ?? now);
			callback(now, frame);
		});
	};
	const watchFlash = (): void => {
		let turn = '';
		new MutationObserver(() => {
			const number = document.querySelector('.read-number')?.textContent ?? '';
			if (number === turn || number === '') return;
			turn = number;
			// The next frame of the screen shows it.
			const frameMs = answeredFrameMs;
			requestAnimationFrame(() => feedback.push(performance.now() - frameMs));
		}).observe(document, { childList: true, subtree: true, characterData: true });
	};
	watchFlash();

	const settled = async (): Promise<void> => {
		while (answers.length < 10) await new Promise((resolve) => setTimeout(resolve, 50));
	};
	const measure = async (runMs: number): Promise<unknown> => {
		await settled();
		frames.length = answers.length = works.length = feedback.length = 0;
		await new Promise((resolve) => setTimeout(resolve, runMs));
		const pipelineMs = answers.slice(1).map((at, index) => at - (answers[index] ?? at));
		const seen = [...frames];
		return {
			pipelineMs,
			feedbackMs: [...feedback],
			workMs: [...works],
			framesASecond: ((seen.length - 1) * 1000) / ((seen.at(-1) ?? 0) - (seen[0] ?? 0))
		};
	};
	Object.assign(window, { measure });
}
