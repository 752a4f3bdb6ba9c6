/** What a server that was started with `--inspect` holds on to, by the inspector's protocol. */
import { WebSocket } from 'ws';

export interface Holdings {
	/** Bytes in use after a full collection. */
	heap: number;
	/** Open TCP connections and listening sockets. */
	sockets: number;
	/** Timers that keep the process alive. */
	timers: number;
}

export interface Inspector {
	holdings(): Promise<Holdings>;
	close(): void;
}

interface Reply {
	id?: number;
	result?: unknown;
	error?: { message: string };
}

/** @throws Error when nobody listens on `port`. */
export async function inspect(port: number): Promise<Inspector> {
	const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
		webSocketDebuggerUrl: string;
	}[];
	const socket = new WebSocket(targets[0]?.webSocketDebuggerUrl ?? '');
	await new Promise((open, failed) => socket.once('open', open).once('error', failed));
	const waiting = new Map<number, (reply: Reply) => void>();
	socket.on('message', (data: Buffer) => {
		const reply = JSON.parse(data.toString()) as Reply;
		if (reply.id !== undefined) waiting.get(reply.id)?.(reply);
	});
	let next = 0;
	const command = <T>(method: string, params: object = {}): Promise<T> =>
		new Promise((resolve, reject) => {
			const id = ++next;
			waiting.set(id, ({ result, error }) => {
				waiting.delete(id);
				if (error) reject(new Error(`${method}: ${error.message}`));
				else resolve(result as T);
			});
			socket.send(JSON.stringify({ id, method, params }));
		});

	return {
		async holdings() {
			// What the first collection finalises, the second one frees.
			await command('HeapProfiler.collectGarbage');
			await command('HeapProfiler.collectGarbage');
			const { usedSize } = await command<{ usedSize: number }>('Runtime.getHeapUsage');
			const { result } = await command<{ result: { value: string } }>('Runtime.evaluate', {
				expression: 'JSON.stringify(process.getActiveResourcesInfo())',
				returnByValue: true
			});
			const resources = JSON.parse(result.value) as string[];
			const count = (kind: RegExp): number => resources.filter((name) => kind.test(name)).length;
			return { heap: usedSize, sockets: count(/^TCP|^Pipe/), timers: count(/^Timeout/) };
		},
		close: () => socket.close()
	};
}
