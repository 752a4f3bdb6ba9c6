/**
 * The embedded PostgreSQL, in a thread of its own: a query and its sync would block the event loop. Talks the wire protocol
 * on a Unix socket. A fault here ends the thread, and the main thread is told: see startEmbedded.ts.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { openCluster } from './cluster.ts';
import { sharedSession } from './sharedSession.ts';

export interface WorkerInput {
	dataDir: string;
	socket: string;
	maxConnections: number;
}
export type WorkerMessage = 'creating' | 'ready' | { broken: string };

if (!parentPort) throw new Error('pgliteWorker runs as a worker thread');
const port = parentPort;
const input = workerData as WorkerInput;
const say = (message: WorkerMessage): void => port.postMessage(message);
/** Ends this thread at once: the files are as after a power cut, which the next start recovers from. */
const onBroken = (reason: string): never => {
	say({ broken: reason });
	process.exit(1);
};

const pglite = await openCluster({ dataDir: input.dataDir, onCreate: () => say('creating'), onBroken });
const server = new PGLiteSocketServer({
	db: sharedSession(pglite, { onBroken }),
	path: input.socket,
	maxConnections: input.maxConnections
});
await server.start();
say('ready');

port.once('message', () => {
	void server
		.stop()
		.then(() => pglite.close())
		.then(() => port.close());
});
