/** A built server of its own with the world on it, that can be looked into, and a client of it. */
import type { OpenApiDocument } from '#lib/server/api/openapi/openapi.ts';
import { startBuiltServer, type BuiltServer } from '../support/builtServer.ts';
import { freePort } from '../support/freePort.ts';
import { startMailServer } from '../support/mailServer.ts';
import { clientOf, type Client } from './client.ts';
import { inspect, type Holdings, type Inspector } from './inspector.ts';
import { makeWorld, type World } from './world.ts';

export interface Stage {
	server: BuiltServer;
	world: World;
	client: Client;
	description: OpenApiDocument;
	/** What the server holds on to once all connections of the client are gone and nothing more goes away. */
	holdings(): Promise<Holdings>;
	close(): Promise<void>;
}

/** @param first done on the fresh server, before there is an owner or anything else */
export async function openStage({
	first = () => Promise.resolve()
}: {
	first?: (fresh: { url: string; setupPath: string; client: Client }) => Promise<void>;
} = {}): Promise<Stage> {
	const mail = await startMailServer();
	const port = await freePort();
	const server = await startBuiltServer({
		data: 'empty',
		env: {
			TRUST_PROXY: '1',
			SMTP_URL: mail.url,
			LOG_LEVEL: 'error',
			NODE_OPTIONS: `--inspect=127.0.0.1:${port} --import=./tests/fuzz/plantedFault.js`
		}
	});
	const close = async (): Promise<void> => {
		// How it stops is another test's subject; whatever the run left behind must not keep this one.
		await server.kill();
		await server.close();
		await mail.close();
	};
	try {
		const inspector = await inspect(port);
		const client = clientOf(server.url);
		await first({ url: server.url, setupPath: server.setupPath() ?? '', client });
		const world = await makeWorld(server, mail);
		const answer = await fetch(`${server.url}/api/v1/openapi.json`);
		return {
			server,
			world,
			client,
			description: (await answer.json()) as OpenApiDocument,
			holdings: () => {
				client.hangUp();
				return settled(inspector);
			},
			close: async () => {
				client.hangUp();
				inspector.close();
				await close();
			}
		};
	} catch (error) {
		await close();
		throw error;
	}
}

/** Mails and clean-ups of the last requests may still go on: asks until two answers running hold the same. */
async function settled(inspector: Inspector): Promise<Holdings> {
	let before = await inspector.holdings();
	for (let tries = 0; tries < 50; tries++) {
		const now = await inspector.holdings();
		if (now.sockets === before.sockets && now.timers === before.timers) return now;
		before = now;
	}
	return before;
}
