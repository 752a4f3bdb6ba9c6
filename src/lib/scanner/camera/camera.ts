/** The phone's camera: choice, torch, and a loop that hands frames to the decoder with the moment of each. */
import { Decoder, type FoundCode } from './decoding.ts';

export type CameraFault = 'insecure' | 'refused' | 'none' | 'busy';

export interface Seen {
	codes: FoundCode[];
	/** Monotonic milliseconds (performance.now) at which the frame was taken, not when it was decoded. */
	takenMs: number;
	/** Size of the frame that `corners` refer to. */
	width: number;
	height: number;
}

/** Part of the picture that is decoded, in shares of it: the whole, or a strip in the middle for one bib at a time. */
export type Region = 'whole' | 'middle';
const REGIONS: Record<Region, { x: number; y: number; width: number; height: number }> = {
	whole: { x: 0, y: 0, width: 1, height: 1 },
	middle: { x: 0.2, y: 0.2, width: 0.6, height: 0.6 }
};

/** A frame and when it was taken; kept by the browser until closed. */
interface Shown {
	takenMs: number;
	/** Null where the browser cannot hand it over; it is then copied from the screen when its turn comes. */
	frame: VideoFrame | null;
}

export const cameraPossible = (): boolean =>
	typeof navigator !== 'undefined' && window.isSecureContext && Boolean(navigator.mediaDevices);

export class Camera {
	readonly #decoder = new Decoder();
	#stream: MediaStream | null = null;
	#stopped = false;
	#looking = false;
	/** The newest, unless the decoder has had it. */
	#shown: Shown | null = null;
	region: Region = 'whole';

	readonly #video: HTMLVideoElement;
	readonly #onSeen: (seen: Seen) => void;

	constructor(video: HTMLVideoElement, onSeen: (seen: Seen) => void) {
		this.#video = video;
		this.#onSeen = onSeen;
	}

	/** Null: running. `deviceId` as listed by `cameras`; without it the one that looks away from the volunteer. */
	async start(deviceId?: string): Promise<CameraFault | null> {
		if (!cameraPossible()) return 'insecure';
		this.#stopStream();
		try {
			const stream = await navigator.mediaDevices.getUserMedia({
				audio: false,
				video: {
					...(deviceId ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: 'environment' } }),
					width: { ideal: 1280 },
					height: { ideal: 720 }
				}
			});
			if (this.#stopped) {
				stream.getTracks().forEach((track) => track.stop());
				return null;
			}
			this.#stream = stream;
			this.#video.srcObject = stream;
			await this.#video.play();
		} catch (error) {
			return faultOf(error);
		}
		this.#follow();
		return null;
	}

	/** Names are empty until the first permission. */
	async cameras(): Promise<{ id: string; label: string }[]> {
		const devices = await navigator.mediaDevices.enumerateDevices();
		return devices
			.filter(({ kind }) => kind === 'videoinput')
			.map(({ deviceId, label }) => ({ id: deviceId, label }));
	}

	get currentId(): string | undefined {
		return this.#stream?.getVideoTracks()[0]?.getSettings().deviceId;
	}

	/** Only some phones let a page switch their light. */
	get hasTorch(): boolean {
		const capabilities = this.#stream?.getVideoTracks()[0]?.getCapabilities?.() as
			{ torch?: boolean } | undefined;
		return capabilities?.torch === true;
	}

	async torch(on: boolean): Promise<boolean> {
		try {
			const light = { torch: on } as MediaTrackConstraintSet;
			await this.#stream?.getVideoTracks()[0]?.applyConstraints({ advanced: [light] });
			return on;
		} catch {
			return false;
		}
	}

	stop(): void {
		this.#stopped = true;
		this.#stopStream();
		this.#decoder.close();
	}

	#stopStream(): void {
		this.#stream?.getTracks().forEach((track) => track.stop());
		this.#stream = null;
		this.#video.srcObject = null;
		this.#show(null);
	}

	/** Follows the camera's frames; whenever the decoder is free it gets the newest, at once. */
	#follow(): void {
		const stream = this.#stream;
		const onFrame = (takenMs: number): void => {
			if (this.#stopped || stream !== this.#stream) return;
			this.#show({ takenMs, frame: handedOver(this.#video) });
			void this.#look();
			ask();
		};
		const ask = (): void => {
			if ('requestVideoFrameCallback' in this.#video)
				this.#video.requestVideoFrameCallback((now, frame) => onFrame(takenAt(now, frame)));
			else requestAnimationFrame(onFrame);
		};
		ask();
	}

	#show(shown: Shown | null): void {
		this.#shown?.frame?.close();
		this.#shown = shown;
	}

	async #look(): Promise<void> {
		const { videoWidth, videoHeight } = this.#video;
		const shown = this.#shown;
		if (this.#looking || !shown || videoWidth === 0) return;
		this.#looking = true;
		this.#shown = null;
		const share = REGIONS[this.region];
		const part = {
			x: even(share.x * videoWidth),
			y: even(share.y * videoHeight),
			width: even(share.width * videoWidth),
			height: even(share.height * videoHeight)
		};
		let codes: FoundCode[] | null = null;
		try {
			codes = await this.#decoder.decode(shown.frame ?? (await createImageBitmap(this.#video)), part);
		} catch {
			// The stream ended between two frames.
		}
		this.#looking = false;
		if (this.#stopped) return;
		// The decoder begins with the next before the page shows what it found in this one.
		void this.#look();
		const { width, height } = part;
		if (codes && codes.length > 0) this.#onSeen({ codes, takenMs: shown.takenMs, width, height });
	}
}

/** Cameras give colour for two by two pixels; a part of their picture begins and ends between these. */
const even = (pixels: number): number => 2 * Math.floor(pixels / 2);

/** The picture as the camera gave it, not copied. */
function handedOver(video: HTMLVideoElement): VideoFrame | null {
	try {
		return new VideoFrame(video);
	} catch {
		return null;
	}
}

/** The camera's own capture time where the browser knows it and it is plausible. */
function takenAt(nowMs: number, frame: VideoFrameCallbackMetadata): number {
	const capturedMs = frame.captureTime;
	return capturedMs !== undefined && capturedMs <= nowMs && nowMs - capturedMs < 1_000 ? capturedMs : nowMs;
}

function faultOf(error: unknown): CameraFault {
	const name = error instanceof DOMException ? error.name : '';
	if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
	if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none';
	return 'busy';
}
