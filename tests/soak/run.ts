/**
 * `npm run soak -- --minutes 10`: 20 phones upload and 100 spectators watch for a while; prints latencies of uploads,
 * of a result page and the server's memory at the beginning and at the end.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startBuiltServer } from '../support/builtServer.ts';
import { finishOf, makeRace, upload } from '../support/raceTraffic.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
const minutes = Number(values.minutes);
const PHONES = 20;
const WATCHERS = 100;
const RUNNERS = 5000;
const gunMs = Date.now() - 3_600_000;

const quantile = (sorted: number[], share: number): number =>
	sorted[Math.floor(sorted.length * share)] ?? NaN;
const line = (name: string, times: number[]): string => {
	const sorted = [...times].sort((a, b) => a - b);
	return `${name}: ${sorted.length} calls, median ${quantile(sorted, 0.5).toFixed(1)} ms, p99 ${quantile(sorted, 0.99).toFixed(1)} ms, longest ${(sorted.at(-1) ?? NaN).toFixed(1)} ms`;
};
const residentMb = (pid: number): number =>
	Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

const server = await startBuiltServer({ data: 'empty', env: { DEMO: 'off' } });
try {
	await makeRace(server.url, { slug: 'soak', runners: RUNNERS, gunMs });
	const end = Date.now() + minutes * 60_000;
	const abort = new AbortController();
	let changes = 0;
	const watch = async (): Promise<void> => {
		const response = await fetch(`${server.url}/api/v1/events/soak/races/5k/live`, { signal: abort.signal });
		if (!response.body) return;
		const reader = response.body.getReader();
		while (!(await reader.read()).done) changes++;
	};
	const watchers = Array.from({ length: WATCHERS }, () => watch().catch(() => undefined));
	const uploads: number[] = [];
	const pages: number[] = [];
	let failed = 0;
	let next = 0;
	const memory = [residentMb(server.pid())];
	const phone = async (number: number): Promise<void> => {
		for (let seq = 0; Date.now() < end; seq++) {
			const bib = (next++ % RUNNERS) + 1;
			const from = performance.now();
			const safe = await upload(server.url, 'soak', `phone-${number}`, [
				finishOf({ bib, seq, atMs: gunMs + 900_000 + (next % 2_000_000) })
			]);
			uploads.push(performance.now() - from);
			if (!safe) failed++;
			await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 600));
		}
	};
	const spectator = async (): Promise<void> => {
		while (Date.now() < end) {
			const from = performance.now();
			const response = await fetch(`${server.url}/api/v1/events/soak/races/5k/results?pageSize=100`);
			await response.arrayBuffer();
			pages.push(performance.now() - from);
			await new Promise((resolve) => setTimeout(resolve, 500));
		}
	};
	await Promise.all([...Array.from({ length: PHONES }, (_, number) => phone(number)), spectator()]);
	memory.push(residentMb(server.pid()));
	abort.abort();
	await Promise.all(watchers);
	console.log(line('upload of one read', uploads));
	console.log(line('result page of 100', pages));
	console.log(`${WATCHERS} spectators got ${changes} live messages; ${failed} uploads unanswered`);
	console.log(
		`memory ${memory[0]?.toFixed(0)} MB at the beginning, ${memory[1]?.toFixed(0)} MB after ${minutes} minutes`
	);
	process.exitCode = failed === 0 ? 0 : 1;
} finally {
	await server.close();
}
