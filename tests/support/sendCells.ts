/** Sends requests with odd values, several at a time. */
import { expect } from 'vitest';

/** One request with one odd value. */
export interface Cell {
	name: string;
	method: string;
	/** Below /api/v1, with the query. */
	path: string;
	key: string;
	headers?: Record<string, string>;
	body?: string;
}

/** Requests under way at the same time. */
const AT_ONCE = 3;
/** No answer within this is a request that hangs; a busy machine answers in a hundredth of it. */
const HANGS_MS = 120_000;

/** The status; a stream is let go as soon as it has begun. */
export async function statusOf(url: string, { method, path, key, headers, body }: Cell): Promise<number> {
	const stop = new AbortController();
	const timer = setTimeout(() => stop.abort(), HANGS_MS);
	try {
		const answer = await fetch(`${url}/api/v1${path}`, {
			method,
			headers: { Authorization: `Bearer ${key}`, ...headers },
			body,
			signal: stop.signal
		});
		const streams = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
		await (streams ? answer.body?.cancel() : answer.arrayBuffer());
		return answer.status;
	} finally {
		clearTimeout(timer);
	}
}

/** Every cell is answered, and none with a failure. Prints how many there were. */
export async function expectNoFailure(
	url: string,
	{ kind, cells }: { kind: string; cells: Cell[] }
): Promise<void> {
	const failed: string[] = [];
	const statuses = new Map<number, number>();
	const waiting = cells.values();
	const work = async (): Promise<void> => {
		for (const cell of waiting) {
			const status = await statusOf(url, cell).catch((error: unknown) => String(error));
			if (typeof status === 'string' || status >= 500) failed.push(`${cell.name}: ${status}`);
			else statuses.set(status, (statuses.get(status) ?? 0) + 1);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
	console.log(`odd values, ${kind}: ${cells.length} cells (${counts.join(', ')})`);
	expect(failed).toEqual([]);
}
