/** Sends prepared requests over kept connections and tells what came back, whatever comes back. */
import { Agent, request as send, type IncomingMessage } from 'node:http';

export interface Prepared {
	/** Route and method, as the tally names them: `POST /api/v1/events/{slug}/passings`. */
	route: string;
	method: string;
	/** As it goes over the wire, encoded, with its query. */
	path: string;
	/** What kind of caller. */
	caller: string;
	headers: Record<string, string>;
	body?: Buffer;
	/** Every id and token in it exists. */
	known: boolean;
	/** What is odd about it, for whoever reads a finding. */
	note?: string;
	/** Repeats the request, see run.ts. */
	number?: number;
}

export interface Answer {
	/** Null: none came. */
	status: number | null;
	/** `hang`: none within `PATIENCE_MS`; `cut`: the connection ended before one. */
	lost: 'hang' | 'cut' | null;
	headers: IncomingMessage['headers'];
	/** Of text: the whole where `whole` was asked for, else its beginning. */
	text: string;
}

/** Far beyond what any answer takes; whoever is answered later has been forgotten. */
const PATIENCE_MS = 30_000;
const BEGINNING = 2_000;

export interface Client {
	ask(request: Prepared, options?: { whole?: boolean }): Promise<Answer>;
	/** Asks for a live stream and leaves it open; answers its status once the first bytes are there. */
	listen(request: Prepared): Promise<number | null>;
	/** Opens and leaves in the same breath. */
	leave(request: Prepared): Promise<void>;
	/** Ends all listening and all kept connections. */
	hangUp(): void;
}

export function clientOf(url: string): Client {
	const agent = new Agent({ keepAlive: true, maxSockets: 64 });
	const { hostname, port } = new URL(url);
	const listening = new Set<IncomingMessage>();
	const begin = ({ method, path, headers, body }: Prepared) =>
		send({
			agent,
			host: hostname,
			port,
			method,
			path,
			headers: { ...headers, ...(body ? { 'Content-Length': String(body.length) } : {}) }
		});

	return {
		ask: (prepared, { whole = false } = {}) =>
			new Promise((resolve) => {
				const request = begin(prepared);
				const timer = setTimeout(() => {
					resolve({ status: null, lost: 'hang', headers: {}, text: '' });
					request.destroy();
				}, PATIENCE_MS);
				const done = (answer: Answer): void => {
					clearTimeout(timer);
					resolve(answer);
				};
				request.once('response', (response) => {
					const chunks: Buffer[] = [];
					let kept = 0;
					const { statusCode: status = 0, headers } = response;
					const answer = (): Answer => ({
						status,
						lost: null,
						headers,
						text: Buffer.concat(chunks).toString('utf8')
					});
					response.on('data', (chunk: Buffer) => {
						if (whole || kept < BEGINNING) chunks.push(chunk);
						kept += chunk.length;
						// A live stream has no end of its own.
						if (!headers['content-type']?.startsWith('text/event-stream')) return;
						done(answer());
						response.destroy();
					});
					response.once('end', () => done(answer()));
					response.once('error', () => done({ ...answer(), lost: 'cut' }));
				});
				request.once('error', () => done({ status: null, lost: 'cut', headers: {}, text: '' }));
				request.end(prepared.body);
			}),
		listen: (prepared) =>
			new Promise((resolve) => {
				const request = begin(prepared);
				request.once('error', () => resolve(null));
				request.once('response', (response) => {
					listening.add(response);
					response.on('error', () => undefined);
					response.once('data', () => resolve(response.statusCode ?? null));
					response.once('end', () => resolve(response.statusCode ?? null));
				});
				request.end();
			}),
		leave: (prepared) =>
			new Promise((resolve) => {
				const request = begin(prepared);
				request.once('error', () => resolve());
				request.once('close', () => resolve());
				request.once('finish', () => request.destroy());
				request.end();
			}),
		hangUp() {
			for (const response of listening) response.destroy();
			listening.clear();
			agent.destroy();
		}
	};
}
