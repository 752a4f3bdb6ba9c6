/** Every endpoint of the API with one odd value in one place: in the body, the path, the query or a header. */
import { z } from 'zod';
import { parseWith } from '#lib/schemas/base/faults.ts';
import type { Endpoint } from '#lib/server/api/http/endpoint.ts';
import { refusalOfFaults } from '#lib/server/api/http/problem.ts';
import { ODD_ENCODED, ODD_HEADERS, ODD_JSON_SOURCES, ODD_JSON_VALUES } from './oddValues.ts';
import { routeOf, type ValidRequest } from './oddRequests.ts';
import { SchemaFields, type Path } from './schemaFields.ts';
import type { Cell } from './sendCells.ts';

const encoded = (values: Record<string, string>): Record<string, string> =>
	Object.fromEntries(Object.entries(values).map(([name, value]) => [name, encodeURIComponent(value)]));

export const isList = (path: Path): boolean => path[0] === 'items' && path[1] === 0 && path.length > 2;
const judgedSingly = (endpoint: Endpoint): boolean => endpoint.bodyDescribed !== undefined;
export const pointer = (path: Path): string => `/${path.join('/')}`;

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

export class OddApiCells {
	readonly #valid: Map<string, ValidRequest>;
	readonly #ownerKey: string;

	/** @param valid by `routeOf`, see oddRequests.ts */
	constructor({ valid, ownerKey }: { valid: Map<string, ValidRequest>; ownerKey: string }) {
		this.#valid = valid;
		this.#ownerKey = ownerKey;
	}

	#requestOf(endpoint: Endpoint): ValidRequest {
		const request = this.#valid.get(routeOf(endpoint));
		if (!request) throw new Error(`tests/support/oddRequests.ts has no request for ${routeOf(endpoint)}`);
		return request;
	}

	/** The valid request, but for the change. */
	cellOf(
		endpoint: Endpoint,
		change: { name: string; params?: object; query?: [string, string][]; body?: string; headers?: object }
	): Cell {
		const request = this.#requestOf(endpoint);
		const params: Record<string, string> = { ...encoded(request.params), ...change.params };
		const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
		const query = change.query ?? Object.entries(encoded(request.query ?? {}));
		const sent = change.body ?? (request.body && JSON.stringify(request.body()));
		return {
			name: `${routeOf(endpoint)} ${change.name}`,
			method: endpoint.method.toUpperCase(),
			path: path + (query.length > 0 ? `?${query.map((pair) => pair.join('=')).join('&')}` : ''),
			key: request.key ?? this.#ownerKey,
			headers: { ...(sent === undefined ? {} : { 'Content-Type': 'application/json' }), ...change.headers },
			body: sent
		};
	}

	/**
	 * Every odd value in every field. What the schema refuses is put through the same door in process, and some of it is sent;
	 * what it takes is sent, a text in all fields that take it at once.
	 */
	ofBody(endpoint: Endpoint): { cells: Cell[]; refused: Cell[] } {
		const schema = endpoint.bodyDescribed ?? endpoint.body;
		if (!schema) return { cells: [], refused: [] };
		const fields = new SchemaFields(schema);
		const whole = this.#requestOf(endpoint).body?.();
		// Items that are judged one by one go together, in the test of the lists.
		const paths = fields.paths().filter((path) => !(judgedSingly(endpoint) && isList(path)));
		const cell = (name: string, body: string) => this.cellOf(endpoint, { name, body });
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

	ofPath(endpoint: Endpoint): Cell[] {
		const names = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
		return names.flatMap((param) =>
			ODD_ENCODED.map(({ name, value }) =>
				this.cellOf(endpoint, { name: `:${param} ${name}`, params: { [param]: value } })
			)
		);
	}

	ofQuery(endpoint: Endpoint): Cell[] {
		const names = endpoint.query
			? new SchemaFields(endpoint.query)
					.paths()
					.flatMap(([name]) => (name === undefined ? [] : [String(name)]))
			: [];
		const others = Object.entries(encoded(this.#requestOf(endpoint).query ?? {}));
		const known = names.flatMap((field) => {
			const rest = others.filter(([name]) => name !== field);
			const twice: [string, string][] = [...rest, [field, '1'], [field, '2'], [`${field}[a]`, '3']];
			return [
				this.cellOf(endpoint, { name: `?${field} twice`, query: twice }),
				...ODD_ENCODED.map(({ name, value }) =>
					this.cellOf(endpoint, { name: `?${field} ${name}`, query: [...rest, [field, value]] })
				)
			];
		});
		const unknown = ['__proto__', 'constructor', '%00', '%ED%A0%80', 'a[__proto__][b]'].map((field) =>
			this.cellOf(endpoint, { name: `?${field}`, query: [...others, [field, '1']] })
		);
		return [...known, ...unknown];
	}

	ofHeaders(endpoint: Endpoint): Cell[] {
		return Object.entries(HEADERS).flatMap(([header, isRead]) =>
			isRead(endpoint)
				? ODD_HEADERS.map(({ name, value }) =>
						this.cellOf(endpoint, { name: `${header} ${name}`, headers: { [header]: value } })
					)
				: []
		);
	}
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
