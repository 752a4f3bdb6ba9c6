/** Requests to the API, made from its own description: right by its schemas, nearly right, hostile. */
import type { OpenApiDocument } from '#lib/server/api/openapi/openapi.ts';
import type { JsonSchema } from '#lib/server/api/openapi/jsonSchemas.ts';
import { callerHeaders, type CallerKind } from './callers.ts';
import type { Prepared } from './client.ts';
import type { Dice } from './dice.ts';
import { exampleOf } from './examples.ts';
import { hostileBody, jsonBody, nearly, oddHeaders, oddPart, type Body } from './oddness.ts';
import type { Cell } from './plan.ts';
import { valueOf, type Making } from './schemaValues.ts';
import { EVENT, OTHER, SPARE, type World } from './world.ts';

const BASE = '/api/v1';

interface Operation {
	security: Record<string, unknown>[];
	parameters: { name: string; in: 'path' | 'query'; required: boolean; schema: JsonSchema }[];
	requestBody?: { content: Record<string, { schema: JsonSchema }> };
}

/** One cell for each operation, for HEAD where there is GET, and for the methods that a path does not take. */
export function apiCells(world: World, description: OpenApiDocument): Cell[] {
	return Object.entries(description.paths).flatMap(([path, operations]) => {
		const cells = Object.entries(operations).map(([method, operation]): Cell => ({
			route: `${method.toUpperCase()} ${BASE}${path}`,
			weight: 5,
			make: (dice) =>
				request(
					world,
					description,
					{ path, method: method.toUpperCase(), operation: operation as never },
					dice
				)
		}));
		const others = ['HEAD', 'OPTIONS', ...(operations.delete ? [] : ['DELETE'])].map((method): Cell => ({
			route: `${method} ${BASE}${path}`,
			weight: method === 'HEAD' ? 1.5 : 0.5,
			make: (dice) =>
				request(
					world,
					description,
					{ path, method, operation: (operations.get ?? { security: [{}], parameters: [] }) as never },
					dice
				)
		}));
		return [...cells, ...others];
	});
}

function request(
	world: World,
	{ components }: OpenApiDocument,
	{ path, method, operation }: { path: string; method: string; operation: Operation },
	dice: Dice
): Prepared {
	const caller = callerFor(path, operation, dice);
	const real = dice.chance(0.75);
	const slug = slugFor(path, method, dice);
	const making: Making = { dice, components: components.schemas, ids: world.ids, aroundMs: world.gunMs };
	const kind = dice.weighted([
		[45, 'valid'],
		[35, 'nearly'],
		[20, 'hostile']
	] as const);
	const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
		real
			? encodeURIComponent(name === 'slug' ? slug : dice.pick(world.ids[path] ?? world.ids[name] ?? ['x']))
			: unreal(name, dice)
	);
	const query = queryFor(operation, making, kind === 'valid' ? 0 : 0.5);
	const body = bodyFor({ world, path, method, slug, operation, making, kind });
	return {
		route: `${method} ${BASE}${path}`,
		method,
		path: BASE + misspelt(filled, kind, dice) + query,
		caller,
		headers: {
			...callerHeaders(world, caller, dice),
			...(kind !== 'valid' && dice.chance(0.3) ? oddHeaders(dice) : {}),
			...body?.headers
		},
		body: body?.body,
		note: body?.note ?? kind,
		known: real && caller !== 'garbage'
	};
}

/** Those most often who may; everybody everywhere. */
function callerFor(path: string, { security }: Operation, dice: Dice): CallerKind {
	const isPublic = security.some((way) => Object.keys(way).length === 0);
	const ofDevice = /self|roster|progress|passings$/.test(path);
	return dice.weighted<CallerKind>([
		[isPublic ? 30 : 5, 'nobody'],
		[5, 'garbage'],
		[20, 'owner'],
		[20, 'key'],
		[4, 'keyOfOther'],
		[ofDevice ? 30 : 4, 'device'],
		[4, 'deviceOfOther'],
		[4, 'deviceRevoked'],
		[4, 'runner'],
		[4, 'organiser']
	]);
}

/** What is written goes to an event that may be spoilt. */
function slugFor(path: string, method: string, dice: Dice): string {
	if (method === 'PUT')
		return dice.weighted([
			[2, EVENT],
			[8, dice.pick(SPARE)],
			[1, `new-${dice.below(12)}`]
		]);
	return dice.weighted([
		[8, EVENT],
		[1, OTHER],
		[1, dice.pick(SPARE)]
	]);
}

const unreal = (name: string, dice: Dice): string =>
	dice.weighted([
		[3, name === 'slug' ? EVENT : 'unknown'],
		[2, dice.uuid()],
		[4, oddPart(dice)]
	]);

/** The same path as somebody might write it who looks for a way round. */
function misspelt(path: string, kind: 'valid' | 'nearly' | 'hostile', dice: Dice): string {
	if (kind !== 'hostile' || dice.chance(0.8)) return path;
	return dice.pick([
		path + '/',
		path.replace('/', '//'),
		path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
		path + '%00',
		path + '/..%2f..',
		path.toUpperCase(),
		path + ';x=1'
	]);
}

function queryFor({ parameters }: Operation, making: Making, odd: number): string {
	const { dice } = making;
	const parts = parameters
		.filter((parameter) => parameter.in === 'query' && (parameter.required || dice.chance(0.4)))
		.map(({ name, schema }) => [name, encodeURIComponent(String(valueOf(schema, making, name)))]);
	if (dice.chance(odd)) {
		const one = parts.length && dice.chance(0.7) ? dice.pick(parts) : undefined;
		if (one) one[1] = oddPart(dice);
		else
			parts.push(
				dice.pick([
					['unknown', '1'],
					['__proto__', 'x'],
					['page[]', '1'],
					['page[a][b]', '1'],
					['q', oddPart(dice)],
					['', '']
				])
			);
	}
	return parts.length ? `?${parts.map((part) => part.join('=')).join('&')}` : '';
}

function bodyFor({
	world,
	path,
	method,
	slug,
	operation,
	making,
	kind
}: {
	world: World;
	path: string;
	method: string;
	slug: string;
	operation: Operation;
	making: Making;
	kind: 'valid' | 'nearly' | 'hostile';
}): Body | undefined {
	const { dice } = making;
	const schema = operation.requestBody?.content['application/json']?.schema;
	if (!schema || method === 'HEAD' || method === 'OPTIONS')
		return method !== 'HEAD' && kind === 'hostile' && dice.chance(0.3)
			? hostileBody(Buffer.from('{}'), dice)
			: undefined;
	const example = dice.chance(0.6) ? exampleOf(`${method} ${path}`, { world, slug, dice }) : undefined;
	const good = example ?? valueOf(schema, making);
	if (kind === 'valid') return jsonBody(good);
	return kind === 'nearly' ? nearly(good, dice) : hostileBody(jsonBody(good).body, dice);
}
