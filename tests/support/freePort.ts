import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below those that systems give to whoever asks for any port, so that no other test's server or connection gets it. */
const [FIRST, LAST] = [20_000, 32_000];

/** On this port of this machine nobody listens: it is kept for a service that has not been in use for decades. */
export const DEAD_PORT = 1;

/** A TCP port of this machine that nobody listens on, and that nobody is given before it is used, nor between two uses. */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = randomInt(FIRST, LAST);
		if (await isFree(port)) return port;
	}
}

function isFree(port: number): Promise<boolean> {
	const server = createServer();
	return new Promise((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}
