/** 5,000 bibs as one file, in both layouts: how long it takes, and what it costs the server and everybody else meanwhile. */
import { get } from 'node:http';
import { startBuiltServer, type BuiltServer } from '../support/builtServer.ts';
import { makeRace } from '../support/raceTraffic.ts';
import { healthWhile, mainThreadMs, memoryOf, METRICS_TOKEN, writtenWaits } from './serverWatch.ts';

const BIBS = 5000;
const QUIET_MS = 20_000;

export async function benchBibSheets(): Promise<void> {
	for (const layout of ['one', 'four']) {
		const server = await startBuiltServer({ data: 'empty', env: { DEMO: 'off', METRICS_TOKEN } });
		try {
			await makeRace(server.url, { slug: 'bench', runners: BIBS, gunMs: Date.now() + 86_400_000 });
			const cookie = await ownerCookie(server);
			const file = `/organise/bench/participants/bibs/sheets.pdf?layout=${layout}`;
			await download(server, { path: `${file}&to=4`, cookie });
			// Being asked so often costs memory too.
			const quiet = await healthWhile(server, () => new Promise((resolve) => setTimeout(resolve, QUIET_MS)));
			const before = await memoryOf(server);
			const cpuBefore = mainThreadMs(server);
			let received: Received = { bytes: 0, firstMs: 0 };
			const { waits, took } = await healthWhile(server, async () => {
				received = await download(server, { path: file, cookie });
			});
			const { mostResidentMb } = await memoryOf(server);
			console.log(
				`  ${BIBS} bibs, ${layout} on a page: ${(received.bytes / 1e6).toFixed(1)} MB in ${(took / 1000).toFixed(1)} s, ` +
					`the first byte after ${(received.firstMs / 1000).toFixed(1)} s; resident ${before.residentMb.toFixed(0)} MB before, ` +
					`${mostResidentMb.toFixed(0)} MB at most; main thread ${mainThreadMs(server) - cpuBefore} ms of processor; ` +
					`/healthz meanwhile ${writtenWaits(waits)}, before ${writtenWaits(quiet.waits)}`
			);
		} finally {
			await server.close();
		}
	}
}

/** As the set-up page's form makes the owner's account. */
async function ownerCookie(server: BuiltServer): Promise<string> {
	const made = await fetch(`${server.url}${server.setupPath()}`, {
		method: 'POST',
		redirect: 'manual',
		headers: { Origin: server.url, Accept: 'text/html' },
		body: new URLSearchParams({ name: 'Owner', email: 'owner@example.org', password: 'a few words in a row' })
	});
	return made.headers
		.getSetCookie()
		.map((cookie) => cookie.split(';')[0])
		.join('; ');
}

interface Received {
	bytes: number;
	firstMs: number;
}

/** Reads and throws away, so that the bench itself needs no memory. */
function download(
	{ url }: BuiltServer,
	{ path, cookie }: { path: string; cookie: string }
): Promise<Received> {
	const from = performance.now();
	return new Promise((resolve, reject) => {
		get(url + path, { agent: false, headers: { Cookie: cookie } }, (answer) => {
			if (answer.statusCode !== 200) reject(new Error(`the bibs were answered ${answer.statusCode}`));
			const received = { bytes: 0, firstMs: 0 };
			answer.on('data', (part: Buffer) => {
				received.firstMs ||= performance.now() - from;
				received.bytes += part.length;
			});
			answer.on('end', () => resolve(received)).on('error', reject);
		}).on('error', reject);
	});
}
