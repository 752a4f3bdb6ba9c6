/**
 * A file that goes out while a thread still makes it: bytes from the thread over a MessagePort, and the leave for the next
 * ones the other way, so that neither side holds more than a few pages, however slow the reader.
 */
import { Writable } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';

/** What a thread makes meanwhile waits in it. */
const WAITING_BYTES = 128 * 1024;
/** A reader that takes nothing for so long is gone; its work would hold the place of others. */
const STALLED_MS = 120_000;

/** From the thread: bytes, how much of the work is done, or the end. */
type FromThread = Uint8Array | number | null;

/** The thread's end. Fails once nobody reads any more. */
export function writableTo(port: MessagePort): Writable {
	let leave = 0;
	let held: (() => void) | null = null;
	const out = new Writable({
		highWaterMark: WAITING_BYTES,
		writev(chunks, written) {
			const send = (): void => {
				leave--;
				// A copy of its own, which can be handed over.
				const bytes = new Uint8Array(Buffer.concat(chunks.map(({ chunk }) => chunk as Buffer)));
				port.postMessage(bytes, [bytes.buffer]);
				written();
			};
			if (leave > 0) send();
			else held = send;
		},
		final(ended) {
			port.postMessage(null);
			ended();
		}
	});
	port.on('message', () => {
		leave++;
		const send = held;
		held = null;
		send?.();
	});
	port.once('close', () => {
		if (!out.writableFinished) out.destroy(new Error('nobody reads the file any more'));
	});
	return out;
}

/**
 * The reader's end.
 * @param watch.work rejects when the thread fails
 * @param watch.onProgress whole numbers, as the work counts them
 * @param watch.onEnd once, in any case: all was read or handed on, the work failed, or the reader has gone
 */
export function readableFrom(
	port: MessagePort,
	{
		work,
		onProgress,
		onEnd
	}: { work: Promise<void>; onProgress: (done: number) => void; onEnd: (whole: boolean) => void }
): ReadableStream<Uint8Array> {
	let stalled: NodeJS.Timeout | undefined;
	let over = false;
	/** Answers whether it was not over before. */
	const end = (whole: boolean): boolean => {
		if (over) return false;
		over = true;
		clearTimeout(stalled);
		port.close();
		onEnd(whole);
		return true;
	};
	return new ReadableStream<Uint8Array>({
		start(controller) {
			const fail = (error: unknown): void => {
				if (end(false)) controller.error(error);
			};
			port.on('message', (message: FromThread) => {
				if (over) return;
				if (typeof message === 'number') onProgress(message);
				else if (message === null) {
					end(true);
					controller.close();
				} else {
					controller.enqueue(message);
					stalled = setTimeout(fail, STALLED_MS, new Error('the reader takes nothing any more')).unref();
				}
			});
			work.catch(fail);
		},
		pull() {
			clearTimeout(stalled);
			port.postMessage('more');
		},
		cancel: () => void end(false)
	});
}
