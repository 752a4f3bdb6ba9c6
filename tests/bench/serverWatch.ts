/** A built server under work, from outside: how long others wait meanwhile, its memory, its main thread. */
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { BuiltServer } from '../support/builtServer.ts';
import { quantile } from './figures.ts';

/** The server's METRICS_TOKEN. */
export const METRICS_TOKEN = 'metrics-token-of-the-bench';

/** Asks /healthz again and again, in a thread that nothing else holds up, until `work` is done. */
export async function healthWhile(
	{ url }: BuiltServer,
	work: () => Promise<unknown>
): Promise<{ waits: number[]; took: number }> {
	const asker = new Worker(ASKER, {
		eval: true,
		workerData: `${url.replace('localhost', '127.0.0.1')}/healthz`
	});
	await new Promise((resolve) => asker.once('message', resolve));
	const from = performance.now();
	await work();
	const took = performance.now() - from;
	const answered = new Promise<number[]>((resolve) => asker.once('message', resolve));
	asker.postMessage('enough');
	const waits = await answered;
	await asker.terminate();
	return { waits, took };
}

const ASKER = `
const { parentPort, workerData } = require('node:worker_threads');
const http = require('node:http');
const agent = new http.Agent({ keepAlive: true });
const waits = [];
let enough = false;
parentPort.once('message', () => (enough = true));
const ask = () => {
	const from = performance.now();
	http.get(workerData, { agent }, (answer) => answer.resume().on('end', () => {
		waits.push(performance.now() - from);
		if (waits.length === 1) parentPort.postMessage('asking');
		if (enough) parentPort.postMessage(waits.slice(1));
		else setTimeout(ask, 2);
	}));
};
ask();
`;

export const writtenWaits = (waits: number[]): string =>
	`median ${quantile(waits, 0.5).toFixed(1)} ms, worst ${Math.max(...waits).toFixed(0)} ms of ${waits.length}`;

/** As the process says itself, and as the system sees it. */
export async function memoryOf(
	server: BuiltServer
): Promise<{ heapMb: number; residentMb: number; mostResidentMb: number; stretchMs: number }> {
	const metrics = await (
		await fetch(`${server.url}/metrics`, { headers: { Authorization: `Bearer ${METRICS_TOKEN}` } })
	).text();
	const status = readFileSync(`/proc/${server.pid()}/status`, 'utf8');
	const kilobytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]);
	return {
		heapMb: Number(/^nodejs_heap_size_used_bytes (\S+)/m.exec(metrics)?.[1]) / 2 ** 20,
		residentMb: kilobytes('VmRSS') / 1024,
		mostResidentMb: kilobytes('VmHWM') / 1024,
		// Since it was last asked.
		stretchMs: Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(metrics)?.[1]) * 1000
	};
}

/** Processor time of the thread that serves, which tells what the work is however busy the machine is. */
export function mainThreadMs(server: BuiltServer): number {
	const stat = readFileSync(`/proc/${server.pid()}/task/${server.pid()}/stat`, 'utf8');
	const [user, system] = stat
		.slice(stat.lastIndexOf(')') + 2)
		.split(' ')
		.slice(11, 13);
	// In hundredths of a second.
	return (Number(user) + Number(system)) * 10;
}
