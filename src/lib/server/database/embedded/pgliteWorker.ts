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
export type WorkerMessage = 'creating' | 'ready';

if (!parentPort) throw new Error('pgliteWorker runs as a worker thread');
const port = parentPort;
const input = workerData as WorkerInput;
const say = (message: WorkerMessage): void => port.postMessage(message);

const pglite = await openCluster({ dataDir: input.dataDir, onCreate: () => say('creating') });
const server = new PGLiteSocketServer({
	db: sharedSession(pglite, {
		onBroken: (error) => {
			// Out of pglite-socket's own handling, which would go on as if nothing were.
			setImmediate(() => {
				throw error;
			});
		}
	}),
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
