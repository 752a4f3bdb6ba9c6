/** Reads a Server-Sent Events stream as a program does: `const live = await followStream(url); await live.next()`. */
import type { LiveChange } from '#lib/schemas/results.ts';

export interface StreamedEvent {
	id: string;
	change: LiveChange;
}

export interface EventStream {
	status: number;
	/** The next event; @throws Error when none comes within `waitMs`. */
	next(waitMs?: number): Promise<StreamedEvent>;
	/** Resolves when the server has ended the stream. */
	ended: Promise<void>;
	/** All comment lines so far. */
	comments: string[];
	close(): void;
}

export async function followStream(url: string, headers: Record<string, string> = {}): Promise<EventStream> {
	const stop = new AbortController();
	const response = await fetch(url, {
		headers: { Accept: 'text/event-stream', ...headers },
		signal: stop.signal
	});
	const events: StreamedEvent[] = [];
	const waiting: (() => void)[] = [];
	const comments: string[] = [];
	const take = (block: string) => {
		const lines = block.split('\n');
		comments.push(...lines.filter((line) => line.startsWith(':')));
		const field = (name: string) =>
			lines
				.filter((line) => line.startsWith(`${name}:`))
				.map((line) => line.slice(name.length + 1).replace(/^ /, ''));
		const data = field('data').join('\n');
		if (data) events.push({ id: field('id')[0] ?? '', change: JSON.parse(data) as LiveChange });
		waiting.splice(0).forEach((wake) => wake());
	};
	const read = async () => {
		const decoder = new TextDecoder();
		let rest = '';
		for await (const chunk of response.body ?? []) {
			rest += decoder.decode(chunk as Uint8Array, { stream: true });
			const blocks = rest.split('\n\n');
			rest = blocks.pop() ?? '';
			blocks.forEach(take);
		}
	};
	const ended = read().catch(() => undefined);
	return {
		status: response.status,
		async next(waitMs = 30_000) {
			const until = Date.now() + waitMs;
			while (events.length === 0) {
				if (Date.now() > until) throw new Error(`no event within ${waitMs} ms`);
				await Promise.race([
					new Promise<void>((wake) => waiting.push(wake)),
					new Promise((wake) => setTimeout(wake, 50))
				]);
			}
			return events.shift() as StreamedEvent;
		},
		ended,
		comments,
		close: () => stop.abort()
	};
}
