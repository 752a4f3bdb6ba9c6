/** The end of the process: requests under way are answered, the database is closed, and nothing takes longer than the deadline. */
import type { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Composition } from './compose.ts';

/** Before it a service manager or a person gives up and kills. What is stored is safe in any case. */
const DEADLINE_MS = 5000;
/** For requests under way; the rest of the deadline is the database's. */
const ANSWERS_MS = 1500;
/** npm hands on the terminal's signal, which the process got itself: two at once are one. */
const SAME_SIGNAL_MS = 300;

/**
 * The first signal stops, a second one ends the process at once.
 * @param deadlineMs when it ends whatever is not closed by then; longer where a machine may be too busy to close in time
 */
export function stopOnSignal(server: Server, composition: Composition, deadlineMs = DEADLINE_MS): void {
	const { log } = composition.app;
	let stoppingSince: number | null = null;
	const onSignal = (signal: NodeJS.Signals): void => {
		if (stoppingSince !== null) {
			if (performance.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(1);
			return;
		}
		stoppingSince = performance.now();
		log.info({ signal }, 'stopping');
		stop(server, composition, deadlineMs).catch((error: unknown) => {
			log.error({ err: error }, 'the stop failed');
			process.exit(1);
		});
	};
	process.on('SIGTERM', onSignal);
	process.on('SIGINT', onSignal);
}

async function stop(server: Server, composition: Composition, deadlineMs: number): Promise<void> {
	setTimeout(() => {
		composition.app.log.warn('not everything was closed within the time for it');
		process.exit(0);
	}, deadlineMs).unref();
	composition.endStreams();
	await answered(server);
	await composition.stop();
	process.exit(0);
}

/** Until no request is under way, or the time for it is over; no connection is left. */
async function answered(server: Server): Promise<void> {
	const closed = new Promise((resolve) => server.close(resolve));
	// A client that keeps its connection leaves it idle once it has its answer.
	const idle = setInterval(() => server.closeIdleConnections(), 50);
	await Promise.race([closed, wait(ANSWERS_MS)]);
	clearInterval(idle);
	server.closeAllConnections();
}
