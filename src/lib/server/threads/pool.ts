/** Long work off the event loop: one pool of threads for the whole process, so that reads are taken meanwhile. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import type { Piscina } from 'piscina';
import type { App } from '#lib/server/app.ts';
import { perApp } from '#lib/server/perApp.ts';
import { readableFrom } from './portStream.ts';
import type { Asked, AskedToStream, StreamedTasks, WholeTasks } from './tasks.ts';

/** One core stays with who answers; the embedded database has its thread too. */
const MOST_THREADS = Math.max(1, Math.min(4, availableParallelism() - 1));
/** A thread that nobody needs gives its memory back. */
const IDLE_MS = 30_000;
/** Who comes later is refused rather than kept waiting for minutes. */
const MOST_WAITING = 100;
const HEAP_MB = 512;
/** What is drawn is soon forgotten; a larger nursery would only be filled before it is swept. */
const NURSERY_MB = 16;
/** A file whose reader is slow waits, and the others go on in the same thread. */
const TASKS_A_THREAD = 4;

interface Pool {
	piscina: Promise<Piscina> | null;
	open: () => Promise<Piscina>;
}
const pools = perApp('threads', (): Pool => ({ piscina: null, open }));

/**
 * Called at the start. The tasks are looked for beside the file of whoever calls first, and pages, which are bundled into
 * folders of their own, would look there.
 */
export const prepareThreads = (app: App): void => void pools(app);

/**
 * Runs one of `tasks.ts` in a thread. @param input is copied
 * @throws Error what the task throws; also when too many wait
 */
export async function inThread<Name extends keyof WholeTasks>(
	app: App,
	name: Name,
	input: Asked<Name>['input']
): Promise<Awaited<ReturnType<WholeTasks[Name]>>> {
	const asked: Asked = { name, input };
	return (await (await piscinaOf(app)).run(asked)) as Awaited<ReturnType<WholeTasks[Name]>>;
}

/**
 * Begins one whose file goes out while it is made, at the pace of who reads it; cancelling the stream ends the work.
 * @param watch see `readableFrom`
 */
export async function streamFromThread<Name extends keyof StreamedTasks>(
	app: App,
	{ name, input }: { name: Name; input: AskedToStream<Name>['input'] },
	watch: { onProgress: (done: number) => void; onEnd: (whole: boolean) => void }
): Promise<ReadableStream<Uint8Array>> {
	const piscina = await piscinaOf(app);
	const { port1, port2 } = new MessageChannel();
	const asked: AskedToStream = { name, input, port: port2 };
	const work = piscina.run(asked, { transferList: [port2] }) as Promise<void>;
	return readableFrom(port1, { work, ...watch });
}

function piscinaOf(app: App): Promise<Piscina> {
	const pool = pools(app);
	pool.piscina ??= pool.open();
	return pool.piscina;
}

/** For the end of the process. */
export async function closeThreads(app: App): Promise<void> {
	const pool = pools(app);
	await (await pool.piscina)?.destroy();
	pool.piscina = null;
}

/** From sources a thread begins with what reads TypeScript; built, the tasks lie beside the server. */
async function open(): Promise<Piscina> {
	const filename = ['tasksFromSource.js', 'threadTasks.js', '../threadTasks.js']
		.map((name) => fileURLToPath(new URL(name, import.meta.url)))
		.find((path) => existsSync(path));
	if (!filename) throw new Error(`the build lacks threadTasks.js beside ${import.meta.url}`);
	const { Piscina } = await import('piscina');
	return new Piscina({
		filename,
		minThreads: 0,
		maxThreads: MOST_THREADS,
		idleTimeout: IDLE_MS,
		maxQueue: MOST_WAITING,
		concurrentTasksPerWorker: TASKS_A_THREAD,
		resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: NURSERY_MB },
		// No flags of the main thread: vitest's and tsx's own are not for these.
		execArgv: []
	});
}
