/** What a suite of `npm test` is, and the commands of which it is made. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Timed {
	name: string;
	ms: number;
}
export interface Count {
	passed: number;
	failed: number;
	skipped: number;
	/** How long each test took, where the suite tells. */
	tests?: Timed[];
	/** What failed and its first words, said again at the end: a log is often read from there. */
	failures?: string[];
}
export interface Suite {
	name: string;
	/** @param print where what its commands say goes; undefined: straight to the terminal */
	run(print?: Print): Promise<Count>;
}
export type Print = (text: string) => void;

/** Where suites leave what they found. */
export const RESULTS = 'test-results';
export const bin = (name: string): string => join('node_modules', '.bin', name);

/** Runs a command with its output shown; answers its exit code. */
export function command(file: string, args: string[], print?: Print): Promise<number> {
	return new Promise((resolve, reject) => {
		const output = print ? 'pipe' : 'inherit';
		const child = spawn(file, args, { stdio: ['ignore', output, output] });
		for (const stream of [child.stdout, child.stderr])
			stream?.setEncoding('utf8').on('data', print ?? (() => undefined));
		child.once('error', reject);
		child.once('close', (code) => resolve(code ?? 1));
	});
}

const ESCAPES = new RegExp(`${String.fromCodePoint(27)}\\[[0-9;]*m`, 'g');

/** A test that failed, with the beginning of why. */
export const failure = (name: string, messages: string[]): string =>
	[
		name,
		...messages.map((message) => message.replaceAll(ESCAPES, '').split('\n').slice(0, 12).join('\n     '))
	].join('\n     ');

/** A suite of single checks: each command counts as one. */
export const checks = (name: string, commands: [file: string, ...args: string[]][]): Suite => ({
	name,
	run: async (print) => {
		const failures: string[] = [];
		for (const [file, ...args] of commands)
			if ((await command(file, args, print)) !== 0) failures.push([name, file, ...args].join(' '));
		return { passed: commands.length - failures.length, failed: failures.length, skipped: 0, failures };
	}
});

/** A report; null: there is none, or half of one. */
export function read<T>(file: string): T | null {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as T;
	} catch {
		return null;
	}
}
