/** The built server as its own process, as an organiser would run it, so that a test can kill it with -9. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificate } from './certificate.ts';
import { freePort } from './freePort.ts';

export const OWNER_KEY = 'owner-key-of-the-browser-tests-0123456789';
/** Data folder of a fresh installation with the demo, made once by globalSetup.ts. */
export const TEMPLATE = join('test-results', 'template-data');

export interface BuiltServer {
	url: string;
	dataDir: string;
	/** The path of the one-time set-up link, while there is no owner. */
	setupPath(): string | null;
	pid(): number;
	/** Everything printed so far. */
	output(): string;
	/** SIGKILL: no handler runs, nothing is flushed. */
	kill(): Promise<void>;
	/** SIGTERM, as a service manager would. */
	stop(): Promise<void>;
	/** Starts again on the same port and data. */
	start(): Promise<void>;
	/** Stops and deletes the data. */
	close(): Promise<void>;
}

/** The flags that `npm start` gives Node, so that what is tested and measured is what runs. */
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
const FLAGS = scripts.start.split(' ').filter((word) => word.startsWith('--'));

export interface ServerOptions {
	https?: 'on' | 'off';
	/** Start from the template (with demo) or from nothing. */
	data?: 'template' | 'empty';
	env?: Record<string, string>;
}

export async function startBuiltServer({
	https = 'off',
	data = 'template',
	env = {}
}: ServerOptions = {}): Promise<BuiltServer> {
	const dataDir = await mkdtemp(join(tmpdir(), 'awareness-run-'));
	if (data === 'template') await cp(TEMPLATE, dataDir, { recursive: true });
	const port = await freePort();
	const url = `${https === 'on' ? 'https' : 'http'}://localhost:${port}`;
	const tls = https === 'on' ? await certificate() : null;
	let child: ChildProcess | undefined;
	let output = '';

	async function start(): Promise<void> {
		const started = spawn(process.execPath, [...FLAGS, 'build/server.js'], {
			env: {
				...process.env,
				NODE_ENV: 'production',
				PORT: String(port),
				HOST: '127.0.0.1',
				ORIGIN: url,
				DATA_DIR: dataDir,
				OWNER_API_KEY: OWNER_KEY,
				LOG_LEVEL: 'warn',
				...(tls ? { TLS_CERT: tls.cert, TLS_KEY: tls.key } : {}),
				...env
			},
			stdio: ['ignore', 'pipe', 'pipe']
		});
		child = started;
		output = '';
		await new Promise<void>((resolve, reject) => {
			const timer = setTimeout(() => reject(new Error(`The server did not start:\n${output}`)), 180_000);
			const read = (chunk: Buffer): void => {
				output += chunk.toString();
				if (!output.includes('is ready')) return;
				clearTimeout(timer);
				resolve();
			};
			started.stdout.on('data', read);
			started.stderr.on('data', read);
			started.once('exit', (code) => {
				clearTimeout(timer);
				reject(new Error(`The server ended with ${code}:\n${output}`));
			});
		});
	}

	async function end(signal: NodeJS.Signals): Promise<void> {
		const running = child;
		if (!running || running.exitCode !== null || running.signalCode !== null) return;
		const gone = new Promise((resolve) => running.once('exit', resolve));
		running.kill(signal);
		await gone;
	}

	await start();
	return {
		url,
		dataDir,
		setupPath: () => /(\/setup\/[\w-]+)/.exec(output)?.[1] ?? null,
		pid: () => child?.pid ?? 0,
		output: () => output,
		kill: () => end('SIGKILL'),
		stop: () => end('SIGTERM'),
		start,
		close: async () => {
			await end('SIGTERM');
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}
