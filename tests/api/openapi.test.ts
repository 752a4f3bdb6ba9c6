import type { Router } from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '#lib/server/api/index.ts';
import type { OpenApiDocument } from '#lib/server/api/openapi/openapi.ts';
import { REASONS } from '#lib/schemas/base/problem.ts';
import { callerOfApi } from '../support/apiClient.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let description: OpenApiDocument;

beforeAll(async () => {
	api = await startApi();
	description = (await callerOfApi(api.url)<OpenApiDocument>('/openapi.json')).body;
});
afterAll(() => api.close());

/** `get /events/{slug}` of every route that Express would serve. */
function mountedRoutes(router: Router): string[] {
	return router.stack.flatMap(({ route, handle }) => {
		if (route) {
			const path = route.path.replace(/:(\w+)/g, '{$1}');
			return [...new Set(route.stack.map(({ method }) => `${method} ${path}`))];
		}
		return 'stack' in handle ? mountedRoutes(handle as unknown as Router) : [];
	});
}

describe('GET /openapi.json', () => {
	test('describes every route that is served, and serves every route that it describes', () => {
		const described = Object.entries(description.paths).flatMap(([path, operations]) =>
			Object.keys(operations).map((method) => `${method} ${path}`)
		);
		expect(described.length).toBeGreaterThan(10);
		expect(described.sort()).toEqual(mountedRoutes(createApi(api.app)).sort());
	});

	test('every reference leads to a shape, and every shape is used', () => {
		const used = new Set(
			[...JSON.stringify(description).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, id]) => id)
		);
		const defined = Object.keys(description.components.schemas);
		expect([...used].sort()).toEqual(defined.sort());
	});

	test('operation ids are unique, and each path parameter is declared', () => {
		const operations = Object.entries(description.paths).flatMap(([path, byMethod]) =>
			Object.values(byMethod).map((operation) => ({ path, operation }))
		);
		const ids = operations.map(({ operation }) => operation.operationId);
		expect(new Set(ids).size).toBe(ids.length);
		for (const { path, operation } of operations) {
			const declared = (operation.parameters as { in: string; name: string }[])
				.filter((parameter) => parameter.in === 'path')
				.map(({ name }) => `{${name}}`);
			expect(path.match(/\{\w+\}/g) ?? []).toEqual(declared);
		}
	});

	test('closed lists are enums', () => {
		const { Problem, Checkpoint } = description.components.schemas as Record<
			string,
			{ properties: Record<string, { enum: string[] }> }
		>;
		expect(Problem?.properties.reason?.enum).toEqual(Object.keys(REASONS));
		expect(Checkpoint?.properties.kind?.enum).toEqual(['start', 'split', 'finish', 'start-finish']);
	});

	test('instants are shown as the text that travels', () => {
		expect(description.components.schemas.Instant).toMatchObject({ type: 'string', format: 'date-time' });
	});
});

describe('GET /api/docs', () => {
	test('is one page without scripts that names every path and reason', async () => {
		const response = await fetch(`${api.url}/api/docs`);
		const html = await response.text();
		expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
		expect(html).not.toContain('<script');
		for (const path of Object.keys(description.paths)) expect(html).toContain(`<code>${path}</code>`);
		for (const reason of Object.keys(REASONS)) expect(html).toContain(`id="reason-${reason}"`);
	});
});
