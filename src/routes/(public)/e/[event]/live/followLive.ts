import type { LiveChange } from '#lib/schemas/results.ts';

/** `asking`: there is no room for another stream, so the list is asked for from time to time. */
export type Connection = 'stream' | 'asking' | 'lost';

/** As the server says in Retry-After, which a browser does not hand on. */
const ASK_AGAIN_MS = 30_000;
const TRY_AGAIN_MS = 5000;

/**
 * Follows a race's live stream. A browser opens a broken one again by itself, but stays away for good from one that was
 * refused: then the list is asked for instead, and after a while the stream again.
 * @param address of the stream
 * @returns the function that ends it
 */
export function followLive(
	address: string,
	on: { change(change: LiveChange): void; connection(now: Connection): void }
): () => void {
	const end = new AbortController();
	let source: EventSource | undefined;
	let again: ReturnType<typeof setTimeout> | undefined;
	/** Of the list that was asked for last. */
	let etag = '';

	const open = (): void => {
		const opened = new EventSource(address);
		source = opened;
		opened.onopen = () => on.connection('stream');
		opened.onmessage = ({ data }: MessageEvent<string>) => on.change(JSON.parse(data) as LiveChange);
		opened.onerror = () => {
			if (opened.readyState === EventSource.CLOSED) void ask();
			else on.connection('lost');
		};
	};
	const ask = async (): Promise<void> => {
		const asked = await list().catch(() => false);
		if (end.signal.aborted) return;
		on.connection(asked ? 'asking' : 'lost');
		again = setTimeout(open, asked ? ASK_AGAIN_MS : TRY_AGAIN_MS);
	};
	/** False: no answer that helps. */
	const list = async (): Promise<boolean> => {
		const headers = { Accept: 'application/json', ...(etag ? { 'If-None-Match': etag } : {}) };
		const answer = await fetch(address, { headers, signal: end.signal });
		if (answer.status === 304) return true;
		if (!answer.ok) return false;
		const change = (await answer.json()) as LiveChange;
		etag = answer.headers.get('ETag') ?? '';
		on.change(change);
		return true;
	};

	open();
	return () => {
		end.abort();
		clearTimeout(again);
		source?.close();
	};
}
