/** What all Server-Sent Events of this server have in common. */

export const STREAM_HEADERS = {
	'Content-Type': 'text/event-stream',
	'Cache-Control': 'private, no-cache, no-store, no-transform, must-revalidate, max-age=0',
	Connection: 'keep-alive',
	Pragma: 'no-cache',
	// A proxy that gathers an answer would hold the news back.
	'X-Accel-Buffering': 'no'
} as const;

/** A browser that lost the connection comes back after two seconds. */
export const BEGINNING = 'retry:2000\n\n';

/** A comment, so that nobody between takes the connection for dead. */
export const KEEP_ALIVE = ':\n\n';
export const KEEP_ALIVE_MS = 15_000;
