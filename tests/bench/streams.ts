/** 400 visitors open the live stream of a race of 2,000 at once, each from an address of its own; how long does everybody else wait? */
import { readFileSync } from 'node:fs';
import { get, type ClientRequest } from 'node:http';
import { Worker } from 'node:worker_threads';
import { startBuiltServer, type BuiltServer } from '../support/builtServer.ts';
import { call, finishOf, makeRace } from '../support/raceTraffic.ts';
import { quantile } from './figures.ts';

const RUNNERS = 2000;
const VISITORS = 400;
const ROUNDS = 3;
const LIVE = '/api/v1/events/bench/races/5k/live';
const METRICS_TOKEN = 'metrics-token-of-the-bench';
const gunMs = Date.now() - 7_200_000;

export async function benchStreams(): Promise<void> {
	const server = await startBuiltServer({
		data: 'empty',
		env: { DEMO: 'off', TRUST_PROXY: '1', METRICS_TOKEN }
	});
	try {
		await makeRace(server.url, { slug: 'bench', runners: RUNNERS, gunMs });
		for (let from = 0; from < RUNNERS; from += 500)
			await call(server.url, '/events/bench/passings', {
				method: 'POST',
				body: { device: 'finish', items: Array.from({ length: 500 }, (_, index) => finish(from + index)) }
			});
		const idle = await healthWhile(server, () => new Promise((resolve) => setTimeout(resolve, 3000)));
		console.log(`  /healthz while nobody watches: ${written(idle.waits)}`);
		for (let round = 1; round <= ROUNDS; round++) await openAll(server, round);
	} finally {
		await server.close();
	}
}

const finish = (index: number) =>
	finishOf({ bib: index + 1, seq: index, atMs: gunMs + 900_000 + index * 1000 });

async function openAll(server: BuiltServer, round: number): Promise<void> {
	// A change before each round, so that the list has to be made in it.
	await call(server.url, '/events/bench/passings', {
		method: 'POST',
		body: {
			device: `late-${round}`,
			items: [finishOf({ bib: round, seq: 1, atMs: gunMs + 890_000 - round })]
		}
	});
	const before = await memoryOf(server);
	const visits: Visit[] = [];
	const cpuBefore = mainThreadMs(server);
	const { waits, took } = await healthWhile(server, async () => {
		for (let index = 0; index < VISITORS; index++)
			visits.push(visit(server, { address: `198.51.${Math.floor(index / 200)}.${(index % 200) + 1}` }));
		await Promise.all(visits.map(({ complete }) => complete));
	});
	const cpuMs = mainThreadMs(server) - cpuBefore;
	const during = await memoryOf(server);
	for (const { request } of visits) request.destroy();
	console.log(
		`  round ${round}: ${VISITORS} have the list of ${RUNNERS} after ${Math.round(took)} ms; /healthz meanwhile ${written(waits)}; ` +
			`main thread ${cpuMs} ms of processor, its longest stretch ${during.stretchMs.toFixed(0)} ms; ` +
			`heap ${before.heapMb.toFixed(0)} → ${during.heapMb.toFixed(0)} MB, resident ${before.residentMb.toFixed(0)} → ` +
			`${during.residentMb.toFixed(0)} MB, most so far ${during.mostResidentMb.toFixed(0)} MB`
	);
}

interface Visit {
	request: ClientRequest;
	/** Resolves with the last message of the list; its id is the only one that does not end with "part". */
	complete: Promise<void>;
}

function visit({ url }: BuiltServer, { address }: { address: string }): Visit {
	let arrived: () => void = () => undefined;
	let failed: (error: Error) => void = () => undefined;
	const complete = new Promise<void>((resolve, reject) => ([arrived, failed] = [resolve, reject]));
	const request = get(
		url.replace('localhost', '127.0.0.1') + LIVE,
		{ agent: false, headers: { 'X-Forwarded-For': address, Accept: 'text/event-stream' } },
		(response) => {
			response.on('error', failed);
			if (response.statusCode !== 200) failed(new Error(`a stream was answered ${response.statusCode}`));
			let rest = '';
			response.setEncoding('latin1').on('data', (text: string) => {
				rest = rest.slice(-40) + text;
				if (/id:\S+-\d+\n/.test(rest)) arrived();
			});
		}
	);
	request.on('error', failed);
	complete.catch(() => undefined);
	return { request, complete };
}

/** Asks /healthz again and again, in a thread that nothing else holds up, until `work` is done. */
async function healthWhile(
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

const written = (waits: number[]): string =>
	`median ${quantile(waits, 0.5).toFixed(1)} ms, worst ${Math.max(...waits).toFixed(0)} ms of ${waits.length}`;

/** As the process says itself, and as the system sees it. */
async function memoryOf(
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
function mainThreadMs(server: BuiltServer): number {
	const stat = readFileSync(`/proc/${server.pid()}/task/${server.pid()}/stat`, 'utf8');
	const [user, system] = stat
		.slice(stat.lastIndexOf(')') + 2)
		.split(' ')
		.slice(11, 13);
	// In hundredths of a second.
	return (Number(user) + Number(system)) * 10;
}
