import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import type { DatabaseLog } from '#lib/server/database/doors.ts';
import { DatabaseUnavailable } from '#lib/server/database/databaseUnavailable.ts';
import { prepareDataFolder, prepareSocketFolder, removeSocket, socketIn } from './dataFolder.ts';
import { whyStopped } from './diskSpace.ts';
import { lockDataFolder } from './lock.ts';
import type { WorkerInput, WorkerMessage, WorkerOrder } from './pgliteWorker.ts';
import type { CopyOrder } from './snapshot.ts';
import { beginThread } from './thread.ts';

export interface Embedded {
	/** For a client's `host`: the folder of the socket. */
	host: string;
	/** Resolves once clients may connect. @throws DatabaseUnavailable when the database does not start */
	ready: Promise<void>;
	/** One at a time. @throws Error what the thread met, such as a full disk */
	copy(order: CopyOrder): Promise<void>;
	stop(): Promise<void>;
}

/** More than the pool, so that `psql -h DATA_DIR` and the migrations find room. */
const MAX_CONNECTIONS = 20;

/**
 * Begins to start PostgreSQL on the files in `dataDir`; it takes 1–2 s, or 4–12 s on the first start, which `log` is told.
 * @param options.thread one that was begun already, since it has the longest way to go; by default it begins here
 * @param options.onFailure called when the database stops by itself
 * @throws DatabaseUnavailable when the folder is in use by another process, or not this user's alone
 */
export async function startEmbedded(options: {
	dataDir: string;
	log: DatabaseLog;
	thread?: Worker | undefined;
	onFailure: (error: Error) => void;
}): Promise<Embedded> {
	const dataDir = prepareDataFolder(options.dataDir);
	const lock = await lockDataFolder(dataDir);
	try {
		const host = prepareSocketFolder(dataDir);
		const worker = options.thread ?? beginThread();
		const input: WorkerInput = { dataDir, socket: socketIn(host), maxConnections: MAX_CONNECTIONS };
		worker.postMessage(input);
		let state: 'starting' | 'running' | 'stopping' | 'failed' = 'starting';
		const fail = (error: Error): void => {
			if (state !== 'running') return;
			state = 'failed';
			options.onFailure(error);
		};
		const ready = untilReady({ worker, dataDir }, () =>
			options.log.info(`Creating the database in ${dataDir}. This takes some seconds, once.`)
		).then(
			() => {
				state = 'running';
				worker.on('message', (message: WorkerMessage) => {
					if (typeof message === 'object' && 'broken' in message)
						fail(new DatabaseUnavailable(whyStopped(dataDir, message.broken)));
				});
				worker.once('error', fail);
				worker.once('exit', (code) =>
					fail(new DatabaseUnavailable(whyStopped(dataDir, `its thread ended with code ${code}`)))
				);
			},
			(error: unknown) => {
				state = 'failed';
				lock.release();
				throw error;
			}
		);
		return {
			host,
			ready,
			copy: (order) => copied(worker, order),
			async stop() {
				if (state === 'stopping') return;
				if (state === 'running') {
					state = 'stopping';
					const exit = once(worker, 'exit');
					worker.postMessage('stop' satisfies WorkerOrder);
					await exit;
				}
				removeSocket(dataDir);
				lock.release();
			}
		};
	} catch (error) {
		lock.release();
		throw error;
	}
}

async function untilReady(
	{ worker, dataDir }: { worker: Worker; dataDir: string },
	onCreate: () => void
): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		worker.on('message', (message: WorkerMessage) => {
			if (message === 'creating') onCreate();
			else if (message === 'ready') resolve();
			else if ('broken' in message) reject(new DatabaseUnavailable(whyStopped(dataDir, message.broken)));
		});
		worker.once('error', (error) =>
			reject(new DatabaseUnavailable(whyStopped(dataDir, error.message), { cause: error }))
		);
		worker.once('exit', (code) =>
			reject(new DatabaseUnavailable(`the embedded database ended with code ${code}`))
		);
	});
	// By name: without one, Node's own listener goes too, and no message of the thread arrives any more.
	for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}

async function copied(worker: Worker, order: CopyOrder): Promise<void> {
	const why = await new Promise<string | null>((resolve) => {
		const ended = (): void => resolve('the database ended meanwhile');
		const answered = (message: WorkerMessage): void => {
			if (typeof message !== 'object' || !('copied' in message)) return;
			worker.off('message', answered);
			worker.off('exit', ended);
			resolve(message.copied);
		};
		worker.on('message', answered);
		worker.once('exit', ended);
		worker.postMessage(order satisfies WorkerOrder);
	});
	if (why !== null) throw new Error(why);
}
