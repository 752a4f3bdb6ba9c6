/** In a thread of its own, so that the busy sender does not wait in its place: asks /healthz again and again. */
import { Agent, get } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

/** @type {{ url: string, least: number, pauseMs: number }} */
const { url, least, pauseMs } = workerData;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let asking = true;
parentPort?.once('message', () => (asking = false));

/** Milliseconds; beginnings by the clock that all threads share. @type {{ atMs: number, tookMs: number }[]} */
const samples = [];
while (asking || samples.length < least) {
	const from = performance.now();
	await new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
		const request = get(`${url}/healthz`, { agent }, (response) => {
			response.resume();
			response.once('end', resolve);
		});
		request.once('error', resolve);
	});
	samples.push({ atMs: performance.timeOrigin + from, tookMs: performance.now() - from });
	await new Promise((resolve) => setTimeout(resolve, pauseMs));
}
agent.destroy();
parentPort?.postMessage(samples);
