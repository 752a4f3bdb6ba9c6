/** The page's side of the decoder: one frame in flight, never more, so that a slow phone stays in the present. */
import workerUrl from './decoder.worker.ts?worker&url';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

export type DecodeRequest =
	{ kind: 'prepare'; wasmUrl: string } | { kind: 'frame'; id: number; frame: Frame; part: Part };

export type Frame = VideoFrame | ImageBitmap;
/** What of a frame is decoded, in its pixels; even numbers. */
export interface Part {
	x: number;
	y: number;
	width: number;
	height: number;
}

export interface FoundCode {
	text: string;
	/** In pixels of the part, clockwise from the code's top left. */
	corners: { x: number; y: number }[];
}

export type DecodeReply =
	| { kind: 'ready' }
	| { kind: 'codes'; id: number; codes: FoundCode[] }
	| { kind: 'fault'; id: number; message: string };

export class Decoder {
	readonly #worker = new Worker(workerUrl, { type: 'module' });
	#waiting: ((codes: FoundCode[]) => void) | null = null;
	#id = 0;
	readonly ready: Promise<void>;

	constructor() {
		this.ready = new Promise((resolve, reject) => {
			this.#worker.onmessage = ({ data }: MessageEvent<DecodeReply>) => {
				if (data.kind === 'ready') resolve();
				else this.#finish(data.kind === 'codes' && data.id === this.#id ? data.codes : []);
			};
			this.#worker.onerror = (event) => {
				reject(new Error(event.message));
				this.#finish([]);
			};
		});
		this.#post({ kind: 'prepare', wasmUrl: new URL(wasmUrl, location.href).href });
	}

	get busy(): boolean {
		return this.#waiting !== null;
	}

	/** Takes the frame over. Null while another is in flight. */
	decode(frame: Frame, part: Part): Promise<FoundCode[]> | null {
		if (this.busy) {
			frame.close();
			return null;
		}
		this.#id++;
		const codes = new Promise<FoundCode[]>((resolve) => (this.#waiting = resolve));
		this.#post({ kind: 'frame', id: this.#id, frame, part }, [frame]);
		return codes;
	}

	close(): void {
		this.#worker.terminate();
		this.#finish([]);
	}

	#finish(codes: FoundCode[]): void {
		const waiting = this.#waiting;
		this.#waiting = null;
		waiting?.(codes);
	}

	#post(message: DecodeRequest, owned: Transferable[] = []): void {
		this.#worker.postMessage(message, owned);
	}
}
