/** The tests of one project of Vitest, counted by its report. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bin, command, read, RESULTS, type Suite } from './suite.ts';

interface VitestReport {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numFailedTestSuites: number;
	testResults: { assertionResults: { fullName: string; duration?: number | null }[] }[];
}

export const vitest = (project: string): Suite => ({
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
