import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface ServerProcess {
	child: ChildProcess;
	/** What it said so far, line by line. */
	lines: string[];
	/** Waits for a line that begins so. @throws Error with everything it wrote when the process ends first */
	says(beginning: string): Promise<string>;
	/** What it wrote to its error output. */
	errors(): string;
	/** Ends it as a power cut does: nothing of its own runs any more. */
	kill(): Promise<void>;
	/** Its exit code, null when it was killed. */
	ended: Promise<number | null>;
}

/**
 * Runs serverProcess.ts on a data folder.
 * @param options.file another program of this folder
 * @param options.preload a module to run first, in every thread
 */
export function startServerProcess(
	dataDir: string,
	options: { file?: string; task?: string; preload?: string; env?: Record<string, string> } = {}
): ServerProcess {
	const file = fileURLToPath(new URL(options.file ?? 'serverProcess.ts', import.meta.url));
	const child = spawn(process.execPath, ['--import', 'tsx', file, dataDir, options.task ?? 'hold'], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {
			...process.env,
			...options.env,
			NODE_OPTIONS: options.preload ? `--import ${options.preload}` : ''
		}
	});
	const lines: string[] = [];
	let errors = '';
	createInterface({ input: child.stdout }).on('line', (line) => {
		lines.push(line);
		child.emit('said');
	});
	child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
	const ended = once(child, 'close').then(() => {
		child.emit('said');
		return child.exitCode;
	});
	return {
		child,
		lines,
		ended,
		errors: () => errors,
		async says(beginning) {
			for (;;) {
				const found = lines.find((line) => line.startsWith(beginning));
				if (found !== undefined) return found;
				if (child.exitCode !== null || child.signalCode !== null) {
					throw new Error(`the process ended without «${beginning}»: ${lines.join(' | ')} ${errors}`);
				}
				await once(child, 'said');
			}
		},
		async kill() {
			child.kill('SIGKILL');
			await ended;
		}
	};
}
