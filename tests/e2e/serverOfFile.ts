/** The built server of one spec file: `const server = serverOfFile();` above its hooks and tests. */
import { test } from '@playwright/test';
import { startBuiltServer, type BuiltServer, type ServerOptions } from '../support/builtServer.ts';

/** It runs from before the file's own hooks until after its last test, when pages that are still open are closed first. */
export function serverOfFile(options?: ServerOptions): BuiltServer {
	const server = {} as BuiltServer;
	test.beforeAll(async () => {
		Object.assign(server, await startBuiltServer(options));
	});
	test.afterAll(async ({ browser }) => {
		for (const context of browser.contexts()) await context.close();
		await server.close();
	});
	return server;
}
