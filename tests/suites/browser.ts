/** The browser tests, counted by Playwright's report. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findOrInstallChromium } from '../support/chromium.ts';
import { bin, command, failure, read, RESULTS, type Suite, type Timed } from './suite.ts';

interface BrowserSuite {
	title: string;
	specs: {
		title: string;
		ok: boolean;
		tests: { results: { duration: number; error?: { message?: string } }[] }[];
	}[];
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

const failuresIn = ({ title, specs, suites = [] }: BrowserSuite): string[] => [
	...specs
		.filter(({ ok }) => !ok)
		.map((spec) =>
			failure(
				`${title} › ${spec.title}`,
				spec.tests.flatMap(({ results }) => results.flatMap(({ error }) => error?.message ?? []))
			)
		),
	...suites.flatMap(failuresIn)
];

export const browser: Suite = {
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
			tests: report.suites.flatMap((suite) => timesOf(suite)),
			failures: report.suites.flatMap((suite) => failuresIn(suite))
		};
	}
};
