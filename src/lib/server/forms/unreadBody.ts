import type { IncomingMessage } from 'node:http';

/** A sender who goes on beyond this is cut off. */
const MOST_DROPPED = 64 * 1024 * 1024;

/** Reads and drops what is still under way, so that the answer reaches a sender who reads it last. */
export function dropRest(request: IncomingMessage): void {
	let left = MOST_DROPPED;
	request.on('data', (chunk: Buffer) => {
		left -= chunk.length;
		if (left < 0) request.destroy();
	});
	request.on('error', () => undefined);
	request.resume();
}
