/** The thread of the embedded database, from the side that begins it. Imports nothing but Node, so that it can be first. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/**
 * Begins the thread. It loads PGlite and then waits for its `WorkerInput`; no file is opened before.
 * From sources the worker begins with the one that reads TypeScript; in the bundle it lies beside the server.
 */
export function beginThread(): Worker {
	const file = ['pgliteWorkerFromSource.js', 'pgliteWorker.js', '../pgliteWorker.js']
		.map((name) => fileURLToPath(new URL(name, import.meta.url)))
		.find((path) => existsSync(path));
	if (!file) throw new Error(`the build lacks pgliteWorker.js beside ${import.meta.url}`);
	// No flags of the main thread: vitest's and tsx's own are not for this one.
	return new Worker(file, { execArgv: [] });
}
