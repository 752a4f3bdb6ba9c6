import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseWith } from '#lib/schemas/base/faults.ts';
import { apiRoutes } from '#lib/server/api/index.ts';
import type { Endpoint } from '#lib/server/api/http/endpoint.ts';
import { refusalOfFaults } from '#lib/server/api/http/problem.ts';
import { callerOfApi } from '../support/apiClient.ts';
import {
	ODD_ENCODED,
	ODD_HEADERS,
	ODD_JSON_SOURCES,
	ODD_JSON_VALUES,
	ODD_TEXTS
} from '../support/oddValues.ts';
import { fullEvent, routeOf, validRequests, type ValidRequest } from '../support/oddRequests.ts';
import { aPassing } from '../support/passings.ts';
import { SchemaFields, type Path } from '../support/schemaFields.ts';
import { startApi, type TestApi } from '../support/server.ts';

/** One request with one odd value. */
interface Cell {
	name: string;
	method: string;
	/** Below /api/v1, with the query. */
	path: string;
	key: string;
	headers?: Record<string, string>;
	body?: string;
}

/** Requests under way at the same time. */
const AT_ONCE = 3;
/** No answer within this is a request that hangs; a busy machine answers in a hundredth of it. */
const HANGS_MS = 120_000;
/** Not a limit: the whole sweep takes a minute or two where nothing else runs. */
const PATIENCE_MS = 3_600_000;
/** Of the bodies that a schema refuses, one in so many is sent as well; every one is put through the same door in process. */
const SENT_REFUSED = 25;

let api: TestApi;
let endpoints: Endpoint[];
let valid: Map<string, ValidRequest>;

beforeAll(async () => {
	api = await startApi();
	endpoints = apiRoutes(api.app).flatMap((router) => router.endpoints);
	valid = await validRequests(api);
});
afterAll(() => api.close());

function requestOf(endpoint: Endpoint): ValidRequest {
	const request = valid.get(routeOf(endpoint));
	if (!request) throw new Error(`tests/support/oddRequests.ts has no request for ${routeOf(endpoint)}`);
	return request;
}

function cellOf(
	endpoint: Endpoint,
	change: { name: string; params?: object; query?: [string, string][]; body?: string; headers?: object }
): Cell {
	const request = requestOf(endpoint);
	const params: Record<string, string> = { ...encoded(request.params), ...change.params };
	const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
	const query = change.query ?? Object.entries(encoded(request.query ?? {}));
	const sent = change.body ?? (request.body && JSON.stringify(request.body()));
	return {
		name: `${routeOf(endpoint)} ${change.name}`,
		method: endpoint.method.toUpperCase(),
		path: path + (query.length > 0 ? `?${query.map((pair) => pair.join('=')).join('&')}` : ''),
		key: request.key ?? api.ownerKey,
		headers: { ...(sent === undefined ? {} : { 'Content-Type': 'application/json' }), ...change.headers },
		body: sent
	};
}

const encoded = (values: Record<string, string>): Record<string, string> =>
	Object.fromEntries(Object.entries(values).map(([name, value]) => [name, encodeURIComponent(value)]));

/** The status; a stream is let go as soon as it has begun. */
async function statusOf({ method, path, key, headers, body }: Cell): Promise<number> {
	const stop = new AbortController();
	const timer = setTimeout(() => stop.abort(), HANGS_MS);
	try {
		const answer = await fetch(`${api.url}/api/v1${path}`, {
			method,
			headers: { Authorization: `Bearer ${key}`, ...headers },
			body,
			signal: stop.signal
		});
		const streams = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
		await (streams ? answer.body?.cancel() : answer.arrayBuffer());
		return answer.status;
	} finally {
		clearTimeout(timer);
	}
}

/** Every cell is answered, and none with a failure. Prints how many there were. */
async function expectNoFailure(kind: string, cells: Cell[]): Promise<void> {
	const failed: string[] = [];
	const statuses = new Map<number, number>();
	const waiting = cells.values();
	const work = async (): Promise<void> => {
		for (const cell of waiting) {
			const status = await statusOf(cell).catch((error: unknown) => String(error));
			if (typeof status === 'string' || status >= 500) failed.push(`${cell.name}: ${status}`);
			else statuses.set(status, (statuses.get(status) ?? 0) + 1);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
	console.log(`odd values, ${kind}: ${cells.length} cells (${counts.join(', ')})`);
	expect(failed).toEqual([]);
}

const isList = (path: Path): boolean => path[0] === 'items' && path[1] === 0 && path.length > 2;
const judgedSingly = (endpoint: Endpoint): boolean => endpoint.bodyDescribed !== undefined;
const pointer = (path: Path): string => `/${path.join('/')}`;

/**
 * Every odd value in every field. What the schema refuses is put through the same door in process, and some of it is sent;
 * what it takes is sent, a text in all fields that take it at once.
 */
function bodyCells(endpoint: Endpoint): { cells: Cell[]; refused: Cell[] } {
	const schema = endpoint.bodyDescribed ?? endpoint.body;
	if (!schema) return { cells: [], refused: [] };
	const fields = new SchemaFields(schema);
	const whole = requestOf(endpoint).body?.();
	// Items that are judged one by one go together, in the test of the lists.
	const paths = fields.paths().filter((path) => !(judgedSingly(endpoint) && isList(path)));
	const cell = (name: string, body: string) => cellOf(endpoint, { name, body });
	const cells: Cell[] = [];
	const refused: Cell[] = [];
	const sort = (each: Cell): void => void (isRefused(endpoint, each) ? refused : cells).push(each);
	for (const { name, value } of ODD_JSON_VALUES) {
		const put = (path: Path): Cell =>
			cell(`${pointer(path)} ${name}`, JSON.stringify(fields.with(whole, path, value)));
		const taken = paths.filter((path) => !isRefused(endpoint, put(path)));
		const together = taken.reduce((body: unknown, path) => fields.with(body, path, value), whole);
		const one = cell(`${taken.map(pointer).join(' ')} ${name}`, JSON.stringify(together));
		const isOne = typeof value === 'string' && taken.length > 1 && !isRefused(endpoint, one);
		for (const path of paths) if (!isOne || !taken.includes(path)) sort(put(path));
		if (isOne) cells.push(one);
	}
	for (const { name, source } of ODD_JSON_SOURCES)
		for (const path of paths) {
			const body = JSON.stringify(fields.with(whole, path, 'PLACE')).replace('"PLACE"', () => source);
			sort(cell(`${pointer(path)} ${name}`, body));
		}
	return { cells, refused };
}

/** Does the endpoint's schema refuse the body, with an answer that can be written? What is no JSON is for the server. */
function isRefused({ body: schema }: Endpoint, { body = '' }: Cell): boolean {
	let parsed: unknown;
	try {
		parsed = JSON.parse(body);
	} catch {
		return false;
	}
	const result = parseWith(schema ?? z.never(), parsed);
	if (result.ok) return false;
	const written = JSON.parse(JSON.stringify(refusalOfFaults(result.error))) as { errors: unknown[] };
	return written.errors.length > 0;
}

function pathCells(endpoint: Endpoint): Cell[] {
	const names = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
	return names.flatMap((param) =>
		ODD_ENCODED.map(({ name, value }) =>
			cellOf(endpoint, { name: `:${param} ${name}`, params: { [param]: value } })
		)
	);
}

function queryCells(endpoint: Endpoint): Cell[] {
	const names = endpoint.query
		? new SchemaFields(endpoint.query).paths().flatMap(([name]) => (name === undefined ? [] : [String(name)]))
		: [];
	const others = Object.entries(encoded(requestOf(endpoint).query ?? {}));
	const known = names.flatMap((field) => {
		const rest = others.filter(([name]) => name !== field);
		const twice: [string, string][] = [...rest, [field, '1'], [field, '2'], [`${field}[a]`, '3']];
		return [
			cellOf(endpoint, { name: `?${field} twice`, query: twice }),
			...ODD_ENCODED.map(({ name, value }) =>
				cellOf(endpoint, { name: `?${field} ${name}`, query: [...rest, [field, value]] })
			)
		];
	});
	const unknown = ['__proto__', 'constructor', '%00', '%ED%A0%80', 'a[__proto__][b]'].map((field) =>
		cellOf(endpoint, { name: `?${field}`, query: [...others, [field, '1']] })
	);
	return [...known, ...unknown];
}

/** Header → whether the endpoint reads it. */
const HEADERS: Record<string, (endpoint: Endpoint) => boolean> = {
	'If-Match': ({ method }) => method === 'put',
	'If-None-Match': ({ method }) => method === 'get',
	'Last-Event-ID': ({ path }) => path.endsWith('/live'),
	Accept: ({ answers }) => Object.values(answers).some(({ alsoAs }) => alsoAs !== undefined),
	'Accept-Language': ({ path }) => /explanation|anomalies/.test(path),
	'Content-Type': ({ body }) => body !== undefined,
	Authorization: ({ path }) => path === '/events'
};
const headerCells = (endpoint: Endpoint): Cell[] =>
	Object.entries(HEADERS).flatMap(([header, isRead]) =>
		isRead(endpoint)
			? ODD_HEADERS.map(({ name, value }) =>
					cellOf(endpoint, { name: `${header} ${name}`, headers: { [header]: value } })
				)
			: []
	);

describe('no odd value makes a server error or a request that hangs', () => {
	test('there is a valid request for every endpoint, and each is taken', async () => {
		const statuses = await Promise.all(
			endpoints.map(async (endpoint) => {
				const cell = cellOf(endpoint, { name: '' });
				return `${cell.name}${await statusOf(cell)}`;
			})
		);
		// A code that nobody offered is the one refusal, and taking back what was taken back in the same moment.
		expect(statuses.filter((status) => !/ (200|201)$/.test(status))).toEqual(['POST /pairings 400']);
	});

	test('in any field of a body', { timeout: PATIENCE_MS }, async () => {
		const bodies = endpoints.map(bodyCells);
		const refused = bodies.flatMap((each) => each.refused);
		console.log(`odd values, bodies: ${refused.length} cells are refused by their schemas`);
		const some = refused.filter((_, i) => i % SENT_REFUSED === 0);
		await expectNoFailure('bodies', [...bodies.flatMap(({ cells }) => cells), ...some]);
	});

	test('in any part of a path', { timeout: PATIENCE_MS }, async () => {
		await expectNoFailure('paths', endpoints.flatMap(pathCells));
	});

	test('in any field of a query', { timeout: PATIENCE_MS }, async () => {
		await expectNoFailure('queries', endpoints.flatMap(queryCells));
	});

	test('in the headers that endpoints read', { timeout: PATIENCE_MS }, async () => {
		await expectNoFailure('headers', endpoints.flatMap(headerCells));
	});
});

describe('in a list one odd item takes no neighbour along', () => {
	/** Deeper ones are refused with their request, see bounds.test.ts. */
	const odd = ODD_JSON_VALUES.filter(({ name }) => name !== 'list in lists');
	const itemFields = (route: string): { fields: SchemaFields; paths: Path[] } => {
		const endpoint = endpoints.find((each) => routeOf(each) === route);
		if (!endpoint?.bodyDescribed) throw new Error(`${route} describes no items`);
		const fields = new SchemaFields(endpoint.bodyDescribed);
		return { fields, paths: fields.paths().filter(isList) };
	};
	const post = <T>(path: string, json: unknown) =>
		callerOfApi(api.url)<T>(`/events/run${path}`, { key: api.ownerKey, json });
	interface Answers {
		items: { status: string; message?: string }[];
	}

	test(
		'participants: each odd value of each field in one request with a good one at each end',
		{ timeout: PATIENCE_MS },
		async () => {
			const { fields, paths } = itemFields('POST /events/:slug/participants');
			let cells = 0;
			for (const path of paths) {
				const good = (end: string) => ({ name: 'Runner Good', externalId: `${pointer(path)} ${end}` });
				const items = odd.map(({ value }, i) => {
					const item = { name: 'Runner Odd', externalId: `${pointer(path)} ${i}` };
					return (fields.with({ items: [item] }, path, value) as { items: unknown[] }).items[0];
				});
				const answer = await post<Answers>('/participants', {
					items: [good('first'), ...items, good('last')]
				});
				expect([path, answer.status]).toEqual([path, 200]);
				const statuses = answer.body.items.map(({ status }) => status);
				expect([path, statuses[0], statuses.at(-1)]).toEqual([path, 'created', 'created']);
				for (const item of answer.body.items)
					if (item.status === 'rejected') expect(item.message).toBeTruthy();
				cells += odd.length;
			}
			console.log(`odd values, participants: ${cells} cells`);
		}
	);

	test('passings: likewise', { timeout: PATIENCE_MS }, async () => {
		const { fields, paths } = itemFields('POST /events/:slug/passings');
		let cells = 0;
		for (const path of paths) {
			const oddItems = odd.map(({ value }) => {
				const named = ['code', 'tag'].includes(String(path[2])) ? { bib: undefined } : {};
				const item = JSON.parse(JSON.stringify({ ...aPassing(), ...named })) as object;
				return (fields.with({ items: [item] }, path, value) as { items: unknown[] }).items[0];
			});
			const items = [aPassing(), ...oddItems, aPassing()];
			const answer = await post<Answers>('/passings', { device: 'finish-a', items });
			expect([path, answer.status]).toEqual([path, 200]);
			const statuses = answer.body.items.map(({ status }) => status);
			expect([path, statuses[0], statuses.at(-1)]).toEqual([path, 'stored', 'stored']);
			cells += odd.length;
		}
		console.log(`odd values, passings: ${cells} cells`);
	});

	test('a list in CSV: each odd text in each column', { timeout: PATIENCE_MS }, async () => {
		const columns = ['name', 'club', 'bib', 'birthDate', 'age', 'sex', 'email', 'wave', 'division', 'alias'];
		const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
		for (const column of columns) {
			const row = (values: Record<string, string>) =>
				['externalId', ...columns].map((name) => cell(values[name] ?? '')).join(',');
			const lines = [
				['externalId', ...columns].join(','),
				...ODD_TEXTS.map(({ value }, i) =>
					row({ name: 'Runner Odd', externalId: `csv ${column} ${i}`, [column]: value })
				),
				row({ name: 'Runner Good', externalId: `csv ${column}` })
			];
			const answer = await callerOfApi(api.url)<Answers>('/events/run/participants', {
				key: api.ownerKey,
				headers: { 'Content-Type': 'text/csv' },
				raw: lines.join('\n')
			});
			expect([column, answer.status]).toEqual([column, 200]);
			expect([column, answer.body.items.length]).toEqual([column, ODD_TEXTS.length + 1]);
			expect([column, answer.body.items.at(-1)?.status]).toEqual([column, 'created']);
		}
		console.log(`odd values, CSV: ${columns.length * ODD_TEXTS.length} cells`);
	});
});

describe('names that objects have already are names like others', () => {
	test('a race and a wave named constructor have results, and a ruling may name them', async () => {
		const call = callerOfApi(api.url);
		const document = fullEvent();
		const named = document.races.map((race) => ({
			...race,
			slug: 'constructor',
			waves: [{ slug: 'all' }, { slug: 'valueof' }]
		}));
		const at = (path: string) => `/events/names${path}`;
		const key = api.ownerKey;
		const put = await call(at(''), { method: 'PUT', key, json: { ...document, races: named } });
		expect(put.status).toBe(200);
		expect((await call(at('/races/constructor/results'))).status).toBe(200);
		expect((await call(at('/races/constructor/honours'))).status).toBe(200);
		const ruling = { type: 'wave-start', race: 'constructor', wave: 'constructor', valueMs: null };
		const ruled = await call(at('/rulings'), { key, json: ruling });
		expect([ruled.status, ruled.body.reason]).toEqual([422, 'invalid-document']);
	});
});

describe('after all of them', () => {
	test('lists and an ordinary request are as before', async () => {
		const call = callerOfApi(api.url);
		const organise = (path: string) => call(`/events/run${path}`, { key: api.ownerKey });
		const statuses = await Promise.all([
			call('/events'),
			organise('/participants'),
			organise('/devices'),
			organise('/rulings'),
			organise('/roster'),
			organise('/races/5k/results'),
			organise('/races/5k/anomalies'),
			call('/events/run', { method: 'PUT', key: api.ownerKey, json: fullEvent('as before') }),
			fetch(`${api.url}/readyz`)
		]);
		expect(statuses.map(({ status }) => status)).toEqual(Array.from({ length: 9 }, () => 200));
	});
});
