/**
 * `npm test`: everything that must hold, one suite after another. Prints the slowest tests, each suite's time, and ends with
 * `N passed, N failed`. `npm test -- unit browser` runs the named suites only.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findOrInstallChromium } from './support/chromium.ts';

interface Timed {
	name: string;
	ms: number;
}
interface Count {
	passed: number;
	failed: number;
	skipped: number;
	/** How long each test took, where the suite tells. */
	tests?: Timed[];
}
interface Suite {
	name: string;
	run(): Promise<Count>;
}

const RESULTS = 'test-results';
const SLOWEST = 20;
const bin = (name: string): string => join('node_modules', '.bin', name);

/** Runs a command with its output shown; answers its exit code. */
function command(file: string, args: string[], env: Record<string, string> = {}): Promise<number> {
	return new Promise((resolve, reject) => {
		const child = spawn(file, args, {
			stdio: ['ignore', 'inherit', 'inherit'],
			env: { ...process.env, ...env }
		});
		child.once('error', reject);
		child.once('exit', (code) => resolve(code ?? 1));
	});
}

/** A suite of single checks: each command counts as one. */
const checks = (name: string, commands: [file: string, ...args: string[]][]): Suite => ({
	name,
	run: async () => {
		const count = { passed: 0, failed: 0, skipped: 0 };
		for (const [file, ...args] of commands) {
			if ((await command(file, args)) === 0) count.passed++;
			else count.failed++;
		}
		return count;
	}
});

interface VitestReport {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numFailedTestSuites: number;
	testResults: { assertionResults: { fullName: string; duration?: number | null }[] }[];
}

const vitest = (project: string): Suite => ({
	name: project,
	run: async () => {
		const file = join(RESULTS, `${project}.json`);
		rmSync(file, { force: true });
		const code = await command(bin('vitest'), [
			'run',
			'--project',
			project,
			'--reporter',
			'default',
			'--reporter',
			'json',
			'--outputFile',
			file
		]);
		const report = read<VitestReport>(file);
		if (!report) return { passed: 0, failed: 1, skipped: 0 };
		// A file that fails to load has no tests to count, but has failed all the same.
		const failed = Math.max(report.numFailedTests, code === 0 ? 0 : 1);
		const tests = report.testResults.flatMap(({ assertionResults }) =>
			assertionResults.map(({ fullName, duration }) => ({
				name: `${project}: ${fullName}`,
				ms: duration ?? 0
			}))
		);
		return { passed: report.numPassedTests, failed, skipped: report.numPendingTests, tests };
	}
});

interface BrowserSuite {
	title: string;
	specs: { title: string; tests: { results: { duration: number }[] }[] }[];
	suites?: BrowserSuite[];
}
interface BrowserReport {
	stats: { expected: number; unexpected: number; flaky: number; skipped: number };
	suites: BrowserSuite[];
}

const timesOf = ({ title, specs, suites = [] }: BrowserSuite): Timed[] => [
	...specs.map((spec) => ({
		name: `${title} › ${spec.title}`,
		ms: spec.tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0)
	})),
	...suites.flatMap(timesOf)
];

const browser: Suite = {
	name: 'browser',
	run: async () => {
		try {
			process.env.CHROMIUM = findOrInstallChromium();
		} catch (error) {
			console.error(error instanceof Error ? error.message : error);
			return { passed: 0, failed: 1, skipped: 0 };
		}
		rmSync(join(RESULTS, 'browser.json'), { force: true });
		const code = await command(bin('playwright'), ['test']);
		const report = read<BrowserReport>(join(RESULTS, 'browser.json'));
		if (!report) return { passed: 0, failed: 1, skipped: 0 };
		const { expected, unexpected, flaky, skipped } = report.stats;
		return {
			passed: expected + flaky,
			failed: Math.max(unexpected, code === 0 ? 0 : 1),
			skipped,
			tests: report.suites.flatMap((suite) => timesOf(suite))
		};
	}
};

/** The short form of `npm run fuzz`: requests of all kinds against the built server; each rule that must hold counts as one test. */
const fuzz: Suite = {
	name: 'fuzz',
	run: async () => {
		const total: Count = { passed: 0, failed: 0, skipped: 0 };
		for (const [name, ...args] of [
			['fuzz', 'tests/fuzz/run.ts', '--requests', '3000'],
			['odd-forms', 'tests/fuzz/oddForms.ts', '--one-in', '8']
		]) {
			rmSync(join(RESULTS, `${name}.json`), { force: true });
			const code = await command(bin('tsx'), args);
			const rules = read<{ passed: number; failed: number }>(join(RESULTS, `${name}.json`));
			total.passed += rules?.passed ?? 0;
			total.failed += Math.max(rules?.failed ?? 0, code === 0 ? 0 : 1);
		}
		return total;
	}
};

function read<T>(file: string): T | null {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as T;
	} catch {
		return null;
	}
}

const suites: Suite[] = [
	checks('generate', [['npm', 'run', 'generate', '--silent']]),
	checks('types', [
		[bin('svelte-check'), '--tsconfig', './tsconfig.json', '--fail-on-warnings', '--threshold', 'warning']
	]),
	checks('lint', [
		[bin('prettier'), '--check', '--log-level', 'warn', '.'],
		[bin('eslint'), '.', '--max-warnings', '0'],
		[bin('knip')]
	]),
	checks('migrations', [[bin('tsx'), 'prisma/checkMigrations.ts']]),
	vitest('unit'),
	vitest('pglite'),
	vitest('postgres'),
	checks('build', [['npm', 'run', 'build', '--silent']]),
	fuzz,
	browser
];

async function main(): Promise<void> {
	mkdirSync(RESULTS, { recursive: true });
	const wanted = process.argv.slice(2);
	const total: Count = { passed: 0, failed: 0, skipped: 0 };
	const lines: string[] = [];
	const tests: Timed[] = [];
	const chosen = wanted.length === 0 ? suites : suites.filter(({ name }) => wanted.includes(name));
	for (const suite of chosen) {
		const from = performance.now();
		console.log(`\n── ${suite.name}`);
		const count = await suite.run();
		const seconds = ((performance.now() - from) / 1000).toFixed(1).padStart(7);
		lines.push(`${suite.name.padEnd(12)}${seconds} s   ${count.passed} passed, ${count.failed} failed`);
		total.passed += count.passed;
		total.failed += count.failed;
		total.skipped += count.skipped;
		tests.push(...(count.tests ?? []));
	}
	const slowest = tests.sort((a, b) => b.ms - a.ms).slice(0, SLOWEST);
	const seconds = (ms: number): string => `${(ms / 1000).toFixed(1).padStart(7)} s`;
	if (slowest.length > 0) console.log(`\nThe slowest tests:`);
	for (const { name, ms } of slowest) console.log(`${seconds(ms)}   ${name}`);
	console.log(`\n${lines.join('\n')}`);
	const skipped = total.skipped ? `, ${total.skipped} skipped` : '';
	console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
	process.exit(total.failed === 0 ? 0 : 1);
}

await main();
