/** From an empty process with 260,000 stored passings to the first result page, on both databases. */
import { startBuiltServer } from '../support/builtServer.ts';
import { call, makeRace, type SentPassing } from '../support/raceTraffic.ts';
import { startRealPostgres } from '../support/realPostgres.ts';
import { randomUUID } from 'node:crypto';

const RUNNERS = 26_000;
const CHECKPOINTS = 10;
const gunMs = Date.now() - 7_200_000;

export async function benchStart(): Promise<void> {
	const postgres = await startRealPostgres();
	try {
		await postgres.createDatabase('start');
		await startWith('PostgreSQL', { DATABASE_URL: `${postgres.url}/start` });
	} finally {
		await postgres.stop();
	}
	await startWith('embedded', {});
}

async function startWith(name: string, env: Record<string, string>): Promise<void> {
	const server = await startBuiltServer({ data: 'empty', env: { DEMO: 'off', ...env } });
	try {
		await makeRace(server.url, { slug: 'big', runners: RUNNERS, gunMs, checkpoints: CHECKPOINTS });
		for (let checkpoint = 1; checkpoint <= CHECKPOINTS; checkpoint++)
			for (let from = 0; from < RUNNERS; from += 2000)
				await call(server.url, '/events/big/passings', {
					method: 'POST',
					body: { device: `phone-${checkpoint}`, items: readsOf({ checkpoint, from }) }
				});
		await server.stop();
		const begun = performance.now();
		await server.start();
		const ready = performance.now() - begun;
		const { items } = await call<{ items: unknown[] }>(server.url, '/events/big/races/5k/results');
		const page = performance.now() - begun;
		console.log(
			`  ${name}: from an empty process with ${RUNNERS * CHECKPOINTS} stored passings: listening after ${Math.round(ready)} ms, ` +
				`first result page (${items.length} rows) after ${Math.round(page)} ms; aim 3,000 ms`
		);
	} finally {
		await server.close();
	}
}

const readsOf = ({ checkpoint, from }: { checkpoint: number; from: number }): SentPassing[] =>
	Array.from({ length: Math.min(2000, RUNNERS - from) }, (_, index) => ({
		id: randomUUID(),
		seq: from + index,
		checkpoint: checkpoint === CHECKPOINTS ? 'finish' : `split-${checkpoint}`,
		kind: 'scan',
		bib: String(from + index + 1),
		at: new Date(gunMs + ((900_000 + (from + index) * 60) * checkpoint) / CHECKPOINTS).toISOString()
	}));
