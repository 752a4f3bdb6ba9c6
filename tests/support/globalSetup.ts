/** Once before the browser tests: a data folder with the demo, which each test copies (a first start takes seconds). */
import { cp, rm } from 'node:fs/promises';
import { startBuiltServer, TEMPLATE } from './builtServer.ts';

export default async function globalSetup(): Promise<void> {
	await rm(TEMPLATE, { recursive: true, force: true });
	const server = await startBuiltServer({ data: 'empty' });
	await server.stop();
	// The sockets of the database and of the commands may still stand there, and they cannot be copied.
	await cp(server.dataDir, TEMPLATE, {
		recursive: true,
		filter: (source) => !/\.s\.PGSQL|\.sock$/.test(source)
	});
	await server.close();
}
