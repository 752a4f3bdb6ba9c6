/**
 * `npm test`: everything that must hold, one suite after another, but for those that keep one core busy each and touch
 * nothing of one another. Prints the slowest tests, what failed and why, each suite's time, and ends with `N passed, N failed`.
 * `npm test -- unit browser` runs the named suites only.
 */
import { mkdirSync } from 'node:fs';
import { browser } from './suites/browser.ts';
import { fuzz } from './suites/fuzz.ts';
import { bin, checks, RESULTS, type Count, type Print, type Suite, type Timed } from './suites/suite.ts';
import { vitest } from './suites/vitest.ts';

const SLOWEST = 20;

/** One after another; those of an inner list two at a time. */
const suites: Suite[][] = [
	[checks('generate', [['npm', 'run', 'generate', '--silent']])],
	[
		checks('lint', [
			[bin('prettier'), '--check', '--log-level', 'warn', '.'],
			[bin('eslint'), '.', '--max-warnings', '0'],
			[bin('knip')]
		]),
		checks('types', [
			[bin('svelte-check'), '--tsconfig', './tsconfig.json', '--fail-on-warnings', '--threshold', 'warning']
		]),
		checks('migrations', [[bin('tsx'), 'prisma/checkMigrations.ts']])
	],
	[vitest('unit')],
	[vitest('pglite')],
	[vitest('postgres')],
	[checks('build', [['npm', 'run', 'build', '--silent']])],
	[fuzz],
	[browser]
];

interface Finished {
	name: string;
	count: Count;
	ms: number;
}

async function timed(suite: Suite, print?: Print): Promise<Finished> {
	const from = performance.now();
	const count = await suite.run(print);
	return { name: suite.name, count, ms: performance.now() - from };
}

const announce = (name: string): void => console.log(`\n── ${name}`);

/** The suites two at a time; what each of them said is printed in one piece when it has ended. */
async function sideBySide(together: Suite[]): Promise<Finished[]> {
	const waiting = together.values();
	const work = async (): Promise<Finished[]> => {
		const finished: Finished[] = [];
		for (const suite of waiting) {
			let said = '';
			finished.push(await timed(suite, (text) => (said += text)));
			announce(suite.name);
			process.stdout.write(said);
		}
		return finished;
	};
	return (await Promise.all([work(), work()])).flat();
}

async function alone(suite: Suite): Promise<Finished[]> {
	announce(suite.name);
	return [await timed(suite)];
}

async function main(): Promise<void> {
	mkdirSync(RESULTS, { recursive: true });
	const wanted = process.argv.slice(2);
	const total: Count = { passed: 0, failed: 0, skipped: 0 };
	const lines: string[] = [];
	const tests: Timed[] = [];
	const failures: string[] = [];
	for (const group of suites) {
		const chosen = group.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
		const [first] = chosen;
		if (!first) continue;
		for (const { name, count, ms } of await (chosen.length === 1 ? alone(first) : sideBySide(chosen))) {
			const time = (ms / 1000).toFixed(1).padStart(7);
			lines.push(`${name.padEnd(12)}${time} s   ${count.passed} passed, ${count.failed} failed`);
			total.passed += count.passed;
			total.failed += count.failed;
			total.skipped += count.skipped;
			tests.push(...(count.tests ?? []));
			failures.push(...(count.failures ?? []));
		}
	}
	const slowest = tests.sort((a, b) => b.ms - a.ms).slice(0, SLOWEST);
	const seconds = (ms: number): string => `${(ms / 1000).toFixed(1).padStart(7)} s`;
	if (slowest.length > 0) console.log(`\nThe slowest tests:`);
	for (const { name, ms } of slowest) console.log(`${seconds(ms)}   ${name}`);
	if (failures.length > 0) console.log(`\nFailed:\n${failures.map((each) => `  ✗  ${each}`).join('\n')}`);
	console.log(`\n${lines.join('\n')}`);
	const skipped = total.skipped ? `, ${total.skipped} skipped` : '';
	console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
	process.exit(total.failed === 0 ? 0 : 1);
}

await main();
