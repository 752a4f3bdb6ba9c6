/**
 * Stands between a browser and a running server, on localhost (which browsers count as secure), and fails on command.
 * Unlike routes of the test runner it also sees what the service worker fetches.
 */
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to one request that sends passings. `lose-answer`: the server gets it, the phone never hears of it. */
export type PassingsFault = 'pass' | 'lose-answer' | { status: number; retryAfter?: string; reason: string };

export interface FaultyProxy {
	url: string;
	/** Chooses what happens to the n-th request with passings (from 0). */
	onPassings: (n: number) => PassingsFault;
	/** Changes a served script, e.g. to make a new version of the service worker. */
	rewrite: ((path: string, text: string) => string) | null;
	passingsRequests: number;
	/** All is well again, and nothing was counted. */
	reset: () => void;
	close: () => Promise<void>;
}

const ALL_IS_WELL: Pick<FaultyProxy, 'onPassings' | 'rewrite' | 'passingsRequests'> = {
	onPassings: () => 'pass',
	rewrite: null,
	passingsRequests: 0
};

export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
	const server = createServer((request, response) => void serve(request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const proxy: FaultyProxy = {
		url: `http://localhost:${(server.address() as AddressInfo).port}`,
		...ALL_IS_WELL,
		reset: () => Object.assign(proxy, ALL_IS_WELL),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			})
	};

	async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const path = request.url ?? '/';
		const body = await bodyOf(request);
		const isPassings = request.method === 'POST' && path.endsWith('/passings');
		const fault = isPassings ? proxy.onPassings(proxy.passingsRequests++) : 'pass';
		if (typeof fault === 'object') return refuse(response, fault);
		const answer = await forward(request, body);
		if (!answer || fault === 'lose-answer') return void response.destroy();
		const headers = { ...answer.headers };
		let content = answer.content;
		if (proxy.rewrite && path.endsWith('.js')) {
			content = Buffer.from(proxy.rewrite(path, content.toString()));
			delete headers['content-length'];
			delete headers.etag;
		}
		response.writeHead(answer.status, headers).end(content);
	}

	/** Null: the server is not there. */
	function forward(
		{ method, url, headers }: IncomingMessage,
		body: Buffer
	): Promise<{ status: number; headers: IncomingMessage['headers']; content: Buffer } | null> {
		return new Promise((resolve) => {
			// What is rewritten has to come whole: neither compressed nor as "not modified".
			const plain = { ...headers, 'accept-encoding': 'identity' };
			delete plain['if-none-match'];
			delete plain['if-modified-since'];
			const onward = httpRequest(new URL(url ?? '/', target), { method, headers: plain }, (answer) => {
				bodyOf(answer).then(
					(content) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, content }),
					() => resolve(null)
				);
			});
			onward.on('error', () => resolve(null));
			onward.end(body);
		});
	}

	return proxy;
}

function refuse(
	response: ServerResponse,
	{ status, retryAfter, reason }: Exclude<PassingsFault, string>
): void {
	response
		.writeHead(status, {
			'Content-Type': 'application/problem+json',
			...(retryAfter === undefined ? {} : { 'Retry-After': retryAfter })
		})
		.end(JSON.stringify({ type: 'about:blank', title: reason, status, reason, message: reason }));
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of message) parts.push(part as Buffer);
	return Buffer.concat(parts);
}
