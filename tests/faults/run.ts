/**
 * `npm run faults -- --rounds 20`: eight phones upload while the server is killed with -9 at a random moment and
 * started again. Afterwards each read that a phone made is on the server once, with its time, and every read that
 * was acknowledged before a kill is there without being sent again.
 */
import { parseArgs } from 'node:util';
import { startBuiltServer } from '../support/builtServer.ts';
import { call, finishOf, makeRace, upload, type SentPassing } from '../support/raceTraffic.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } });
const rounds = Number(values.rounds);
const PHONES = 8;
const READS = 250;
const gunMs = Date.now() - 3_600_000;

const server = await startBuiltServer({ data: 'empty', env: { DEMO: 'off' } });
let lost = 0;
let repeated = 0;
let wrongTime = 0;
let acknowledged = 0;
let restarts = 0;
const recovery: number[] = [];
try {
	for (let round = 0; round < rounds; round++) {
		const slug = `faults-${round}`;
		await makeRace(server.url, { slug, runners: PHONES * READS, gunMs });
		const safe = new Set<string>();
		const made: SentPassing[] = [];
		let running = true;
		const phone = async (number: number): Promise<void> => {
			const queue = Array.from({ length: READS }, (_, index) =>
				finishOf({
					bib: number * READS + index + 1,
					seq: index,
					atMs: gunMs + 900_000 + index * 1000 + number
				})
			);
			made.push(...queue);
			while (queue.length) {
				const batch = queue.slice(0, 1 + Math.floor(Math.random() * 20));
				const answered = await upload(server.url, slug, `phone-${number}`, batch);
				if (!answered) {
					if (!running) await new Promise((resolve) => setTimeout(resolve, 50));
					continue;
				}
				for (const id of answered) safe.add(id);
				queue.splice(0, batch.length);
			}
		};
		const phones = Promise.all(Array.from({ length: PHONES }, (_, number) => phone(number)));
		await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 400));
		running = false;
		await server.kill();
		const before = new Set(safe);
		const from = performance.now();
		await server.start();
		recovery.push(performance.now() - from);
		restarts++;
		running = true;
		await phones;
		acknowledged += before.size;

		const explained = new Map<string, number>();
		for (let page = 1; ; page++) {
			const { items, total } = await call<{
				items: { bib: string; gunTimeMs: number | null; status: string }[];
				total: number;
			}>(server.url, `/events/${slug}/races/5k/results?pageSize=2000&page=${page}`);
			for (const { bib, gunTimeMs } of items)
				if (gunTimeMs !== null) {
					if (explained.has(bib)) repeated++;
					explained.set(bib, gunTimeMs);
				}
			if (page * 2000 >= total) break;
		}
		for (const passing of made) {
			const time = explained.get(passing.bib);
			if (time === undefined) lost++;
			else if (time !== Date.parse(passing.at) - gunMs) wrongTime++;
		}
		process.stdout.write(`\rround ${round + 1} of ${rounds}`);
	}
} finally {
	await server.close();
}
recovery.sort((a, b) => a - b);
console.log(
	`\n${restarts} kills with -9 during uploads of ${PHONES} phones; ${rounds * PHONES * READS} reads made, ` +
		`${acknowledged} acknowledged before a kill: ${lost} lost, ${repeated} twice, ${wrongTime} with another time; ` +
		`back after ${Math.round(recovery[Math.floor(recovery.length / 2)] ?? 0)} ms (median), ${Math.round(recovery.at(-1) ?? 0)} ms (longest)`
);
process.exit(lost + repeated + wrongTime === 0 ? 0 : 1);
