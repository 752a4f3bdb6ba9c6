import { deriveResults } from '#lib/domain/timing/running/derive.ts';
import type { Passing } from '#lib/domain/timing/facts/passing.ts';
import { Scoreboard } from '#lib/domain/timing/running/scoreboard.ts';
import { printLine, quantile } from './figures.ts';
import { naiveResults } from './naiveResults.ts';
import { seededRandom } from './seededRandom.ts';
import { type SyntheticRace, syntheticRace } from './syntheticRace.ts';
import { prepareSql } from './timingSql.ts';

const RUNNERS = 26_000;
const SIZES = [1_000, 3_000, 10_000, 30_000, 100_000];
const ROUNDS = 9;
const STEPS = 3_000;

/**
 * Deriving the results of 26,000 runners at ten checkpoints, against a bare loop and against SQL on the same data; how
 * the time grows; and what one more passing costs the running scoreboard.
 *
 * @param connectionString of a PostgreSQL to measure against; without it `DATABASE_URL`, else a PostgreSQL of its own
 */
export async function benchTiming(connectionString = process.env['DATABASE_URL']): Promise<void> {
	const synthetic = syntheticRace(RUNNERS);
	checkSameTimes(synthetic);
	const loop = compareWithLoop(synthetic);
	printLine({
		what: `full derivation of ${synthetic.passings.length.toLocaleString('en-GB')} passings`,
		ours: loop.oursMs,
		limit: loop.naiveMs,
		against: 'naive group-and-sort loop',
		unit: 'ms'
	});
	console.log(`  with the status of every passing read as well: ${loop.statusesMs.toFixed(0)} ms`);
	const sqlMs = await withPostgres(connectionString, (address) =>
		compareWithSql(synthetic, address, loop.oursMs)
	);
	benchScoreboard(synthetic, sqlMs);
	benchGrowth();
}

/** The best of each, taken in turns: what else the machine does can only add to it. */
function inTurns(work: Record<string, () => unknown>): Record<string, number> {
	const durations = new Map(Object.keys(work).map((name) => [name, [] as number[]]));
	for (let round = -2; round < ROUNDS; round++) {
		for (const [name, run] of Object.entries(work)) {
			const from = performance.now();
			run();
			if (round >= 0) durations.get(name)?.push(performance.now() - from);
		}
	}
	return Object.fromEntries([...durations].map(([name, all]) => [name, Math.min(...all)]));
}

function compareWithLoop(synthetic: SyntheticRace) {
	const input = { ...synthetic, rulings: [] };
	const gunStartMs = synthetic.race.waves[0]?.gunStartMs ?? 0;
	const times = inTurns({
		ours: () => deriveResults(input).results.length,
		naive: () => naiveResults(synthetic, gunStartMs).length,
		statuses: () => deriveResults(input).statuses.size
	});
	return {
		oursMs: times['ours'] ?? NaN,
		naiveMs: times['naive'] ?? NaN,
		statusesMs: times['statuses'] ?? NaN
	};
}

/** On data without a single fault both must say the same, or the comparison compares nothing. */
function checkSameTimes(synthetic: SyntheticRace): void {
	const naive = new Map(
		naiveResults(synthetic, synthetic.race.waves[0]?.gunStartMs ?? 0).map((row) => [row.participantId, row])
	);
	for (const result of deriveResults({ ...synthetic, rulings: [] }).results) {
		const row = naive.get(result.participantId);
		if (row?.gunTimeMs !== result.gunTimeMs || row.netTimeMs !== result.netTimeMs) {
			throw new Error(`the naive loop and the derivation differ for ${result.participantId}`);
		}
	}
}

async function compareWithSql(
	synthetic: SyntheticRace,
	connectionString: string,
	oursMs: number
): Promise<number> {
	const trial = await prepareSql(synthetic, connectionString);
	const rowsMs = await best(() => trial.rows());
	const countMs = await best(() => trial.count());
	await trial.close();
	printLine({ what: 'full derivation', ours: oursMs, limit: rowsMs, against: 'SQL, rows read', unit: 'ms' });
	printLine({
		what: 'full derivation',
		ours: oursMs,
		limit: countMs,
		against: 'SQL, nothing sent',
		unit: 'ms'
	});
	return countMs;
}

async function best(work: () => Promise<unknown>): Promise<number> {
	const durations: number[] = [];
	for (let round = -1; round < ROUNDS; round++) {
		const from = performance.now();
		await work();
		if (round >= 0) durations.push(performance.now() - from);
	}
	return Math.min(...durations);
}

async function withPostgres<T>(
	connectionString: string | undefined,
	use: (connectionString: string) => Promise<T>
): Promise<T> {
	if (connectionString) return use(connectionString);
	const { startRealPostgres } = await import('../support/realPostgres.ts');
	const server = await startRealPostgres();
	try {
		await server.createDatabase('bench');
		return await use(`${server.url}/bench`);
	} finally {
		await server.stop();
	}
}

/** Finishes come in one by one, each re-ranks the board, and the runner's own line is read back. */
function benchScoreboard(synthetic: SyntheticRace, sqlMs: number): void {
	const random = seededRandom(7);
	const finishes = synthetic.passings.filter(({ checkpoint }) => checkpoint === 'finish');
	const late: Passing[] = [];
	while (late.length < STEPS) {
		const [passing] = finishes.splice(Math.floor(random.uniform() * finishes.length), 1);
		if (passing) late.push(passing);
	}
	const held = new Set(late);
	const passings = synthetic.passings.filter((passing) => !held.has(passing));
	const board = new Scoreboard({ ...synthetic, passings, rulings: [] });
	const durations: number[] = [];
	for (const passing of late) {
		const from = performance.now();
		const [participantId] = board.applyPassing(passing);
		board.resultOf(participantId ?? '');
		durations.push(performance.now() - from);
	}
	const full = deriveResults({ ...synthetic, rulings: [] }).results;
	if (JSON.stringify(board.snapshot().results) !== JSON.stringify(full)) {
		throw new Error('the scoreboard differs from the full derivation');
	}
	const [p50, p99] = [quantile(durations, 0.5), quantile(durations, 0.99)];
	console.log(
		`  scoreboard, one more passing among ${RUNNERS.toLocaleString('en-GB')} runners: p50 ${p50.toFixed(3)} ms, ` +
			`p99 ${p99.toFixed(3)} ms; SQL ÷ p50: ${Math.round(sqlMs / p50).toLocaleString('en-GB')}, ` +
			`SQL ÷ p99: ${Math.round(sqlMs / p99).toLocaleString('en-GB')}`
	);
}

/** The naive loop shows what of the growth is the machine's: more runners than its caches hold. */
function benchGrowth(): void {
	for (const size of SIZES) {
		const synthetic = syntheticRace(size);
		const gunStartMs = synthetic.race.waves[0]?.gunStartMs ?? 0;
		const { ours = NaN, naive = NaN } = inTurns({
			ours: () => deriveResults({ ...synthetic, rulings: [] }).results.length,
			naive: () => naiveResults(synthetic, gunStartMs).length
		});
		const perRunner = (ms: number): string => `${((ms * 1_000) / size).toFixed(2)} µs a runner`;
		console.log(
			`  ${size.toLocaleString('en-GB')} runners: ${ours.toFixed(1)} ms, ${perRunner(ours)}; ` +
				`naive loop ${perRunner(naive)}; ratio ${(ours / naive).toFixed(2)}`
		);
	}
}
