/**
 * The scanner as a volunteer's phone runs it, in a real browser with a camera that shows three new bibs again and again:
 * pictures decoded a second against the decoder alone on the same pictures, and the time from a frame to its feedback.
 */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { bibAddress } from '../../src/lib/domain/registration/bibCode.ts';
import { startBuiltServer, type BuiltServer } from '../support/builtServer.ts';
import { chromiumArguments, chromiumPath } from '../support/chromium.ts';
import { cameraFlags, writeFakeCamera } from '../support/fakeCamera.ts';
import { call, makeRace } from '../support/raceTraffic.ts';
import { pairingCode } from '../support/volunteerPhone.ts';
import { printLine, quantile } from './figures.ts';

const SIZE = { width: 1280, height: 720 };
const PICTURES = 20;
const FPS = 30;
const HOLD_MS = 500;
const RUN_MS = PICTURES * HOLD_MS;
const EVENT = 'bench';

export async function benchDecoder(): Promise<void> {
	const video = join(tmpdir(), `awareness-run-bench-${process.pid}.y4m`);
	const server = await startBuiltServer({ data: 'empty', env: { DEMO: 'off' } });
	try {
		await makeRace(server.url, { slug: EVENT, runners: PICTURES * 3, gunMs: Date.now() - 1_800_000 });
		await writeFakeCamera(video, { ...SIZE, fps: FPS, scenes: await scenes(server) });
		const browser = await chromium.launch({
			executablePath: chromiumPath(),
			args: [...chromiumArguments, ...cameraFlags(video)]
		});
		const context = await browser.newContext({
			viewport: { width: 390, height: 844 },
			permissions: ['camera']
		});
		const page = await context.newPage();
		// The bench is compiled by a tool that marks functions with this.
		await page.addInitScript('globalThis.__name = (named) => named');
		await page.addInitScript(watchScanner);
		await page.goto(`${server.url}/scan#pair=${await pairingCode(server, { event: EVENT })}`);
		report(await watched(page));
		await browser.close();
	} finally {
		await server.close();
		await rm(video, { force: true });
	}
}

async function scenes({ url }: BuiltServer): Promise<{ codes: string[]; holdMs: number }[]> {
	const { bibs } = await call<{ bibs: { code: string }[] }>(url, `/events/${EVENT}/roster`);
	return Array.from({ length: PICTURES }, (_, picture) => ({
		codes: bibs.slice(picture * 3, picture * 3 + 3).map(({ code }) => bibAddress(url, code)),
		holdMs: HOLD_MS
	}));
}

interface Measured {
	/** Milliseconds between one answer of the decoder and the next, in the running scanner. */
	pipelineMs: number[];
	/** From a frame's time to the flash of its read on the screen. */
	feedbackMs: number[];
	/** One picture in the decoder alone, without camera, page or database. */
	aloneMs: number[];
	framesASecond: number;
}

function report({ pipelineMs, feedbackMs, aloneMs, framesASecond }: Measured): void {
	const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
	printLine({
		what: `three bibs in a picture of ${SIZE.width} × ${SIZE.height}, camera of ${framesASecond.toFixed(1)} frames/s`,
		ours: 1000 / mean(pipelineMs),
		limit: Math.min(1000 / mean(aloneMs), framesASecond),
		against: `the decoder alone (${(1000 / mean(aloneMs)).toFixed(1)}), or the camera where it is slower`,
		unit: 'pictures/s'
	});
	console.log(
		`  from frame to feedback (${feedbackMs.length} pictures): median ${quantile(feedbackMs, 0.5).toFixed(0)} ms, ` +
			`95th percentile ${quantile(feedbackMs, 0.95).toFixed(0)} ms`
	);
}

/** Lets the scanner run for one loop of the video, then the decoder alone on the last picture. */
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
	let address: string | URL = '';
	let prepare: unknown;
	let sentMs = 0;
	let answeredFrameMs = 0;
	const Plain = Worker;
	window.Worker = class extends Plain {
		constructor(url: string | URL, options?: WorkerOptions) {
			super(url, options);
			address = url;
			this.addEventListener('message', ({ data }: MessageEvent<{ kind: string }>) => {
				if (data.kind !== 'codes') return;
				answers.push(performance.now());
				answeredFrameMs = sentMs;
			});
		}
		override postMessage(message: { kind: string }, transfer?: unknown): void {
			if (message.kind === 'prepare') prepare = message;
			else sentMs = frames.at(-1) ?? 0;
			super.postMessage(message, transfer as Transferable[]);
		}
	};
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
		frames.length = answers.length = feedback.length = 0;
		await new Promise((resolve) => setTimeout(resolve, runMs));
		const pipelineMs = answers.slice(1).map((at, index) => at - (answers[index] ?? at));
		const seen = [...frames];
		const video = document.querySelector('video');
		if (!video) throw new Error('the scanner shows no camera');
		const picture = await createImageBitmap(video);
		(video.srcObject as MediaStream).getTracks().forEach((track) => track.stop());
		return {
			pipelineMs,
			feedbackMs: [...feedback],
			aloneMs: await alone(picture),
			framesASecond: ((seen.length - 1) * 1000) / ((seen.at(-1) ?? 0) - (seen[0] ?? 0))
		};
	};
	/** The same worker, given the same pixels again as soon as it has answered. */
	const alone = async (picture: ImageBitmap): Promise<number[]> => {
		const canvas = new OffscreenCanvas(picture.width, picture.height);
		const context = canvas.getContext('2d');
		if (!context) throw new Error('no canvas');
		context.drawImage(picture, 0, 0);
		const worker = new Plain(address, { type: 'module' });
		const answered = (): Promise<void> => new Promise((resolve) => (worker.onmessage = () => resolve()));
		worker.postMessage(prepare);
		await answered();
		const times: number[] = [];
		for (let id = 0; id < 80; id++) {
			const frame = context.getImageData(0, 0, picture.width, picture.height);
			const from = performance.now();
			worker.postMessage({ kind: 'frame', id, frame }, [frame.data.buffer]);
			await answered();
			if (id >= 10) times.push(performance.now() - from);
		}
		worker.terminate();
		return times;
	};
	Object.assign(window, { measure });
}
