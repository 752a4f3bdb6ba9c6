/** 400 visitors open the live stream of a race of 2,000 at once, each from an address of its own; how long does everybody else wait? */
import { get, type ClientRequest } from 'node:http';
import { startBuiltServer, type BuiltServer } from '../support/builtServer.ts';
import { call, finishOf, makeRace } from '../support/raceTraffic.ts';
import { healthWhile, mainThreadMs, memoryOf, METRICS_TOKEN, writtenWaits } from './serverWatch.ts';

const RUNNERS = 2000;
const VISITORS = 400;
const ROUNDS = 3;
const LIVE = '/api/v1/events/bench/races/5k/live';
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
		console.log(`  /healthz while nobody watches: ${writtenWaits(idle.waits)}`);
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
		`  round ${round}: ${VISITORS} have the list of ${RUNNERS} after ${Math.round(took)} ms; /healthz meanwhile ${writtenWaits(waits)}; ` +
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
