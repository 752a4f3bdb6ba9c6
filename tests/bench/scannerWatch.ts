/** The scanner as a page of the bench watches it: which pictures it was shown, which it decoded, when it gave feedback. */

export interface Watched {
	decodedASecond: number;
	shownASecond: number;
	/** From a frame's time to the flash of its read on the screen. */
	feedbackMs: number[];
}

declare global {
	interface Window {
		scanner: {
			/** Leaves it alone for so many milliseconds. */
			watch: (ms: number) => Promise<Watched>;
			/** Has the next picture ready whenever it has done with one; pictures decoded a second. Halts it after that. */
			hurry: (ms: number) => Promise<number>;
		};
	}
}

/** Runs in the page, before its own scripts: listens at the doors that the scanner uses. */
export function watchScanner(): void {
	const shown: number[] = [];
	const decoded: number[] = [];
	const feedback: number[] = [];
	let pace: 'camera' | 'hurried' | 'halted' = 'camera';
	/** The scanner's wish for the next picture. */
	let wish: VideoFrameRequestCallback | null = null;
	let sentMs = 0;
	let answeredFrameMs = 0;

	const Plain = Worker;
	window.Worker = class extends Plain {
		constructor(url: string | URL, options?: WorkerOptions) {
			super(url, options);
			this.addEventListener('message', ({ data }: MessageEvent<{ kind: string }>) => {
				if (data.kind !== 'codes') return;
				decoded.push(performance.now());
				answeredFrameMs = sentMs;
			});
		}
		override postMessage(message: { kind: string }, transfer?: unknown): void {
			if (message.kind === 'frame') sentMs = shown.at(-1) ?? 0;
			super.postMessage(message, transfer as Transferable[]);
			// As on a phone that is slower than its camera: the next picture is there before this one is decoded.
			if (message.kind === 'frame' && pace === 'hurried') setTimeout(grant);
		}
	};
	const follow = HTMLVideoElement.prototype.requestVideoFrameCallback;
	HTMLVideoElement.prototype.requestVideoFrameCallback = function (callback) {
		if (pace !== 'camera') {
			wish = callback;
			return 0;
		}
		return follow.call(this, (now, frame) => {
			shown.push(frame.captureTime ?? now);
			callback(now, frame);
		});
	};
	function grant(): void {
		const granted = wish;
		wish = null;
		granted?.(performance.now(), {} as VideoFrameCallbackMetadata);
	}
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

	const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
	const aSecond = (times: number[]): number =>
		((times.length - 1) * 1000) / ((times.at(-1) ?? 0) - (times[0] ?? 0));
	const watch = async (ms: number): Promise<Watched> => {
		while (decoded.length < 10) await pause(50);
		shown.length = decoded.length = feedback.length = 0;
		await pause(ms);
		return { decodedASecond: aSecond(decoded), shownASecond: aSecond(shown), feedbackMs: [...feedback] };
	};
	const hurry = async (ms: number): Promise<number> => {
		pace = 'hurried';
		while (!wish) await pause(10);
		grant();
		await pause(ms / 4);
		decoded.length = 0;
		await pause(ms);
		pace = 'halted';
		return aSecond(decoded);
	};
	window.scanner = { watch, hurry };
}
