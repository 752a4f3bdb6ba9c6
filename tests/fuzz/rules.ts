/** What must hold, each a line of its own; the exit code says whether all did. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export class Rules {
	passed = 0;
	failed = 0;

	/** @param detail what was found, one line each */
	check(rule: string, holds: boolean, detail: string[] = []): void {
		if (holds) this.passed++;
		else this.failed++;
		console.log([`${holds ? '✓' : '✗'} ${rule}`, ...detail.map((line) => `    ${line}`)].join('\n'));
	}

	/** For tests/run.ts. */
	write(name: string): void {
		mkdirSync('test-results', { recursive: true });
		writeFileSync(
			join('test-results', `${name}.json`),
			JSON.stringify({ passed: this.passed, failed: this.failed })
		);
		console.log(`${this.passed} rules held, ${this.failed} were broken`);
		process.exitCode = this.failed === 0 ? 0 : 1;
	}
}
