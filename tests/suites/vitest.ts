/** The tests of one project of Vitest, counted by its report. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bin, command, failure, read, RESULTS, type Suite } from './suite.ts';

interface VitestReport {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	testResults: {
		name: string;
		status: string;
		/** Why the file itself failed to load. */
		message: string;
		assertionResults: {
			fullName: string;
			status: string;
			failureMessages: string[] | null;
			duration?: number | null;
		}[];
	}[];
}

const failuresIn = (project: string, { testResults }: VitestReport): string[] =>
	testResults.flatMap(({ name, status, message, assertionResults }) => {
		const failed = assertionResults.filter((test) => test.status === 'failed');
		const named = failed.map((test) => failure(`${project}: ${test.fullName}`, test.failureMessages ?? []));
		return named.length === 0 && status === 'failed' ? [failure(`${project}: ${name}`, [message])] : named;
	});

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
		return {
			passed: report.numPassedTests,
			failed,
			skipped: report.numPendingTests,
			tests,
			failures: failuresIn(project, report)
		};
	}
});
