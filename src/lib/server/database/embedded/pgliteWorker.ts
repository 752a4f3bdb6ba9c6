/**
 * The embedded PostgreSQL, in a thread of its own: a query and its sync would block the event loop. Talks the wire protocol
 * on a Unix socket. A fault here ends the thread, and the main thread is told: see startEmbedded.ts.
 */
import { on } from 'node:events';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { openCluster } from './cluster.ts';
import { tidy } from './housekeeping.ts';
import { sharedSession } from './sharedSession.ts';
import { copyCluster, type CopyOrder } from './snapshot.ts';

/** The first message to this thread; the later ones are orders. */
export interface WorkerInput {
	dataDir: string;
	socket: string;
	maxConnections: number;
}
export type WorkerOrder = 'stop' | CopyOrder;
export type WorkerMessage =
	| 'creating'
	| 'ready'
	| { broken: string }
	/** An order to copy was carried out; null, or why not. */
	| { copied: string | null };

if (!parentPort) throw new Error('pgliteWorker runs as a worker thread');
const port = parentPort;
const say = (message: WorkerMessage): void => port.postMessage(message);
/** Ends this thread at once: the files are as after a power cut, which the next start recovers from. */
const onBroken = (reason: string): never => {
	say({ broken: reason });
	process.exit(1);
};

/*
 * V8 optimises a function of the WebAssembly after so many bytes of it have run. With the 1.8 million of Node 20 that takes
 * both cores of a small machine for most of the start; what is truly hot gets there with this many too, a little later.
 */
setFlagsFromString('--wasm-tiering-budget=50000000');

/*
 * Listens from the beginning: a thread with nothing to listen to counts as done, and Node then holds it until V8 has
 * optimised all that it wants to of the WebAssembly, a quarter of a second in which nobody can connect.
 */
const asked = on(port, 'message') as AsyncIterableIterator<[unknown]>;

const input = (await asked.next()).value[0] as WorkerInput;
const pglite = await openCluster({ dataDir: input.dataDir, onCreate: () => say('creating'), onBroken });
const server = new PGLiteSocketServer({
	db: sharedSession(pglite, { onBroken }),
	path: input.socket,
	maxConnections: input.maxConnections
});
await server.start();
say('ready');

for await (const [order] of asked as AsyncIterableIterator<[WorkerOrder]>) {
	if (order === 'stop') break;
	say({ copied: whyNotCopied(order) });
}
await server.stop();
// What cannot be tidied now, for want of space perhaps, is the next stop's to tidy; this one has to close the files.
await tidy((sql) => pglite.query(sql)).catch(() => undefined);
await pglite.close();
port.close();

function whyNotCopied(order: CopyOrder): string | null {
	try {
		copyCluster(join(input.dataDir, 'postgres'), order);
		return null;
	} catch (error) {
		return String(error);
	}
}
