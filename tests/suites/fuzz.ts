import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bin, command, read, RESULTS, type Count, type Suite } from './suite.ts';

/** The short form of `npm run fuzz`: requests of all kinds against the built server; each rule that must hold counts as one test. */
export const fuzz: Suite = {
	name: 'fuzz',
	run: async () => {
		const failures: string[] = [];
		const total: Count = { passed: 0, failed: 0, skipped: 0, failures };
		for (const [name, ...args] of [
			['fuzz', 'tests/fuzz/run.ts', '--requests', '1500'],
			['odd-forms', 'tests/fuzz/oddForms.ts', '--one-in', '16']
		]) {
			rmSync(join(RESULTS, `${name}.json`), { force: true });
			const code = await command(bin('tsx'), args);
			const rules = read<{ passed: number; failed: number }>(join(RESULTS, `${name}.json`));
			total.passed += rules?.passed ?? 0;
			const failed = Math.max(rules?.failed ?? 0, code === 0 ? 0 : 1);
			total.failed += failed;
			if (failed > 0) failures.push(`fuzz: ${failed} of the rules of ${args.join(' ')}, told above`);
		}
		return total;
	}
};
