/** How long others wait while bodies are sent: round trips to an address on an idle server, and meanwhile. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface SentBody {
	url: string;
	headers: Record<string, string>;
	body: string | Uint8Array<ArrayBuffer>;
}

/** Milliseconds. */
export interface Waits {
	median: number;
	worst: number;
	count: number;
}

const ROUNDS_BEFORE = 100;
const FEWEST = 200;

/** The sender has a thread of its own, so that its work is not taken for the server's, and another address each time, so that
 * no limit answers in place of a bound. */
const SENDER = `
const { parentPort, workerData } = require('node:worker_threads');
let count = 0;
parentPort.on('message', async () => {
	for (const { url, headers, body } of workerData) {
		const from = '198.18.' + (++count >> 8) + '.' + (count & 255);
		await fetch(url, { method: 'POST', headers: { ...headers, 'X-Forwarded-For': from }, body }).then((answer) => answer.arrayBuffer(), () => undefined);
	}
	parentPort.postMessage('sent');
});
`;

/** @param bodies sent one after another, again and again until enough was measured */
export async function busyAgainstIdle(
	address: string,
	bodies: SentBody[]
): Promise<{ idle: Waits; busy: Waits }> {
	const ask = async (): Promise<number> => {
		const from = performance.now();
		await (await fetch(address)).arrayBuffer();
		return performance.now() - from;
	};
	const sender = new Worker(SENDER, { eval: true, workerData: bodies });
	const send = async (): Promise<void> => {
		const sent = once(sender, 'message');
		sender.postMessage('send');
		await sent;
	};
	await send();
	for (let round = 0; round < ROUNDS_BEFORE; round++) await ask();
	const idle: number[] = [];
	while (idle.length < FEWEST) idle.push(await ask());
	const busy: number[] = [];
	while (busy.length < FEWEST) {
		let isUnderWay = true;
		const sending = send().finally(() => (isUnderWay = false));
		while (isUnderWay) busy.push(await ask());
		await sending;
	}
	await sender.terminate();
	return { idle: waitsOf(idle), busy: waitsOf(busy) };
}

function waitsOf(times: number[]): Waits {
	const sorted = times.toSorted((a, b) => a - b);
	return { median: sorted[sorted.length >> 1] ?? 0, worst: sorted.at(-1) ?? 0, count: sorted.length };
}
