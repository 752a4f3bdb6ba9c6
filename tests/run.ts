/**
 * `npm test`: everything that must hold, one suite after another. Prints each suite's time and ends with
 * `N passed, N failed`. `npm test -- unit browser` runs the named suites only.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findOrInstallChromium } from './support/chromium.ts';

interface Count {
	passed: number;
	failed: number;
	skipped: number;
}
interface Suite {
	name: string;
	run(): Promise<Count>;
}

const RESULTS = 'test-results';
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
		return { passed: report.numPassedTests, failed, skipped: report.numPendingTests };
	}
});

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
		const report = read<{ stats: { expected: number; unexpected: number; flaky: number; skipped: number } }>(
			join(RESULTS, 'browser.json')
		);
		if (!report) return { passed: 0, failed: 1, skipped: 0 };
		const { expected, unexpected, flaky, skipped } = report.stats;
		return { passed: expected + flaky, failed: Math.max(unexpected, code === 0 ? 0 : 1), skipped };
	}
};

/** Requests of all kinds against the built server: each rule that must hold counts as one test. */
const fuzz: Suite = {
	name: 'fuzz',
	run: async () => {
		const total: Count = { passed: 0, failed: 0, skipped: 0 };
		for (const [name, ...args] of [
			['fuzz', 'tests/fuzz/run.ts', '--requests', '10000'],
			['odd-forms', 'tests/fuzz/oddForms.ts']
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
		[bin('eslint'), '.', '--max-warnings', '0']
	]),
	checks('migrations', [[bin('tsx'), 'prisma/checkMigrations.ts']]),
	vitest('unit'),
	vitest('pglite'),
	vitest('postgres'),
	checks('build', [['npm', 'run', 'build', '--silent']]),
	browser
];
/** Run when named: a whole run has not been seen through yet within the time of all others. */
const onRequest: Suite[] = [fuzz];

async function main(): Promise<void> {
	mkdirSync(RESULTS, { recursive: true });
	const wanted = process.argv.slice(2);
	const total: Count = { passed: 0, failed: 0, skipped: 0 };
	const lines: string[] = [];
	const chosen =
		wanted.length === 0 ? suites : [...suites, ...onRequest].filter(({ name }) => wanted.includes(name));
	for (const suite of chosen) {
		const from = performance.now();
		console.log(`\n── ${suite.name}`);
		const count = await suite.run();
		const seconds = ((performance.now() - from) / 1000).toFixed(1).padStart(7);
		lines.push(`${suite.name.padEnd(12)}${seconds} s   ${count.passed} passed, ${count.failed} failed`);
		total.passed += count.passed;
		total.failed += count.failed;
		total.skipped += count.skipped;
	}
	console.log(`\n${lines.join('\n')}`);
	const skipped = total.skipped ? `, ${total.skipped} skipped` : '';
	console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
	process.exit(total.failed === 0 ? 0 : 1);
}

await main();
