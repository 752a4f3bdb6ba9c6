/**
 * A small server that speaks the scanner's part of the API (api.md) and fails on command: answers of every kind, and
 * answers that are lost after the read was stored. For tests of the phone's outbox against real HTTP.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `lost`: stored, then the connection breaks. `cut`: it breaks before anything is stored. `portal`: somebody's log-in page. */
export type Fault =
	| { kind: 'problem'; status: number; reason?: string; retryAfter?: string }
	| { kind: 'lost' | 'cut' | 'portal' };

interface SentItem {
	id: string;
	code?: string;
	bib?: string;
	[field: string]: unknown;
}

export interface FaultyServer {
	url: string;
	/** Reads by id, as first stored. */
	stored: Map<string, SentItem>;
	/** How often an id was stored anew; above 1 would be a read counted twice. */
	stores: Map<string, number>;
	/** Faults for the next requests with passings, in order; then all is well. */
	faults: (Fault | null)[];
	/** Tokens that are good; empty: any. */
	tokens: Set<string>;
	/** More items than this, or one whose code is `TOO LARGE`, is answered with 413. */
	largestBatch: number;
	requests: { items: number; atMs: number }[];
	/** Added to the real time by `/time`. */
	clockOffsetMs: number;
	close: () => Promise<void>;
}

export async function startFaultyServer(): Promise<FaultyServer> {
	const server = createServer((request, response) => void serve(request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const state: FaultyServer = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`,
		stored: new Map(),
		stores: new Map(),
		faults: [],
		tokens: new Set(),
		largestBatch: 2_000,
		requests: [],
		clockOffsetMs: 0,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			})
	};

	async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const path = (request.url ?? '').replace('/api/v1', '');
		if (path === '/time') return answer(response, 200, { nowMs: Date.now() + state.clockOffsetMs });
		if (!path.endsWith('/passings')) return problem(response, 404, 'not-found');
		const { items } = JSON.parse(await bodyOf(request)) as { items: SentItem[] };
		state.requests.push({ items: items.length, atMs: Date.now() });
		const fault = state.faults.shift() ?? null;
		if (fault) return fail(response, fault, items);
		const token = (request.headers.authorization ?? '').replace('Bearer ', '');
		if (state.tokens.size > 0 && !state.tokens.has(token)) return problem(response, 401, 'token-unknown');
		if (items.length > state.largestBatch) return problem(response, 413, 'too-many-items');
		if (items.some(({ code }) => code === 'TOO LARGE')) return problem(response, 413, 'too-large');
		if (items.some(({ code }) => code === 'BAD')) return problem(response, 422, 'invalid-document');
		answer(response, 200, { items: items.map(store) });
	}

	function store(item: SentItem): { id: string; status: string; reason: string | null } {
		if (item.code === 'REJECT') return { id: item.id, status: 'rejected', reason: 'checkpoint-unknown' };
		if (state.stored.has(item.id)) return { id: item.id, status: 'duplicate', reason: null };
		state.stored.set(item.id, item);
		state.stores.set(item.id, (state.stores.get(item.id) ?? 0) + 1);
		return { id: item.id, status: 'stored', reason: null };
	}

	function fail(response: ServerResponse, fault: Fault, items: SentItem[]): void {
		switch (fault.kind) {
			case 'lost':
				items.forEach(store);
				response.destroy();
				return;
			case 'cut':
				response.destroy();
				return;
			case 'portal':
				response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Welcome to the café</h1>');
				return;
			case 'problem':
				if (fault.retryAfter !== undefined) response.setHeader('Retry-After', fault.retryAfter);
				problem(response, fault.status, fault.reason ?? 'internal-error');
		}
	}

	return state;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	return Buffer.concat(parts).toString();
}

function answer(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

const problem = (response: ServerResponse, status: number, reason: string): void =>
	answer(response, status, { type: 'about:blank', title: reason, status, reason, message: reason });
