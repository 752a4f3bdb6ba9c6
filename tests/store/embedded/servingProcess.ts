/**
 * Run as a process of its own: `serve`s on the data folder given, with a page that never answers; or, as `stuck`, something
 * whose stop never ends.
 */
import { createServer } from 'node:http';
import type { Composition } from '#lib/server/start/compose.ts';
import { serve } from '#lib/server/start/serve.ts';
import { stopOnSignal } from '#lib/server/start/stop.ts';

const [dataDir = '', task = ''] = process.argv.slice(2);
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

if (task === 'stuck') {
	const log = { info: () => say('stopping'), warn: () => say('deadline'), error: say };
	const stuck = { app: { log }, endStreams: () => undefined, stop: () => new Promise(() => undefined) };
	const server = createServer();
	server.listen(0, '127.0.0.1', () => say('open'));
	setInterval(() => undefined, 1000);
	stopOnSignal(server, stuck as unknown as Composition);
} else {
	Object.assign(process.env, { DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: task, DEMO: 'off' });
	serve({
		thread: undefined,
		loadPages: () => Promise.resolve({ handler: () => void say('page asked for') }),
		// Other tests keep the machine busy; `stuck` has the usual one.
		deadlineMs: 30_000
	});
}
