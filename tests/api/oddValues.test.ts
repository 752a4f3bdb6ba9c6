import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiRoutes } from '#lib/server/api/index.ts';
import type { Endpoint } from '#lib/server/api/http/endpoint.ts';
import { callerOfApi } from '../support/apiClient.ts';
import { ODD_JSON_VALUES, ODD_TEXTS } from '../support/oddValues.ts';
import { isList, OddApiCells, pointer } from '../support/oddApiCells.ts';
import { fullEvent, routeOf, validRequests } from '../support/oddRequests.ts';
import { aPassing } from '../support/passings.ts';
import { expectNoFailure, statusOf } from '../support/sendCells.ts';
import { SchemaFields, type Path } from '../support/schemaFields.ts';
import { startApi, type TestApi } from '../support/server.ts';

/** Not a limit: the whole sweep takes a minute or two where nothing else runs. */
const PATIENCE_MS = 3_600_000;
/** Of the bodies that a schema refuses, one in so many is sent as well; every one is put through the same door in process. */
const SENT_REFUSED = 25;

let api: TestApi;
let endpoints: Endpoint[];
let odd: OddApiCells;

beforeAll(async () => {
	api = await startApi();
	endpoints = apiRoutes(api.app).flatMap((router) => router.endpoints);
	odd = new OddApiCells({ valid: await validRequests(api), ownerKey: api.ownerKey });
});
afterAll(() => api.close());

describe('no odd value makes a server error or a request that hangs', () => {
	test('there is a valid request for every endpoint, and each is taken', async () => {
		const statuses = await Promise.all(
			endpoints.map(async (endpoint) => {
				const cell = odd.cellOf(endpoint, { name: '' });
				return `${cell.name}${await statusOf(api.url, cell)}`;
			})
		);
		// A code that nobody offered is the one refusal, and taking back what was taken back in the same moment.
		expect(statuses.filter((status) => !/ (200|201)$/.test(status))).toEqual(['POST /pairings 400']);
	});

	test('in any field of a body', { timeout: PATIENCE_MS }, async () => {
		const bodies = endpoints.map((endpoint) => odd.ofBody(endpoint));
		const refused = bodies.flatMap((each) => each.refused);
		console.log(`odd values, bodies: ${refused.length} cells are refused by their schemas`);
		const some = refused.filter((_, i) => i % SENT_REFUSED === 0);
		const cells = [...bodies.flatMap((each) => each.cells), ...some];
		await expectNoFailure(api.url, { kind: 'bodies', cells });
	});

	test('in any part of a path', { timeout: PATIENCE_MS }, async () => {
		const cells = endpoints.flatMap((endpoint) => odd.ofPath(endpoint));
		await expectNoFailure(api.url, { kind: 'paths', cells });
	});

	test('in any field of a query', { timeout: PATIENCE_MS }, async () => {
		const cells = endpoints.flatMap((endpoint) => odd.ofQuery(endpoint));
		await expectNoFailure(api.url, { kind: 'queries', cells });
	});

	test('in the headers that endpoints read', { timeout: PATIENCE_MS }, async () => {
		const cells = endpoints.flatMap((endpoint) => odd.ofHeaders(endpoint));
		await expectNoFailure(api.url, { kind: 'headers', cells });
	});
});

describe('in a list one odd item takes no neighbour along', () => {
	/** Deeper ones are refused with their request, see bounds.test.ts. */
	const values = ODD_JSON_VALUES.filter(({ name }) => name !== 'list in lists');
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
				const items = values.map(({ value }, i) => {
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
				cells += values.length;
			}
			console.log(`odd values, participants: ${cells} cells`);
		}
	);

	test('passings: likewise', { timeout: PATIENCE_MS }, async () => {
		const { fields, paths } = itemFields('POST /events/:slug/passings');
		let cells = 0;
		for (const path of paths) {
			const oddItems = values.map(({ value }) => {
				const named = ['code', 'tag'].includes(String(path[2])) ? { bib: undefined } : {};
				const item = JSON.parse(JSON.stringify({ ...aPassing(), ...named })) as object;
				return (fields.with({ items: [item] }, path, value) as { items: unknown[] }).items[0];
			});
			const items = [aPassing(), ...oddItems, aPassing()];
			const answer = await post<Answers>('/passings', { device: 'finish-a', items });
			expect([path, answer.status]).toEqual([path, 200]);
			const statuses = answer.body.items.map(({ status }) => status);
			expect([path, statuses[0], statuses.at(-1)]).toEqual([path, 'stored', 'stored']);
			cells += values.length;
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
