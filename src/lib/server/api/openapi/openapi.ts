/** The OpenAPI 3.1 description, made from the endpoints as they are declared and served. */
import { may } from '#lib/server/access/permissions.ts';
import { z } from 'zod';
import { ProblemSchema, REASONS, type Reason } from '#lib/schemas/base/problem.ts';
import { ADDRESS_BOUNDS, CSV_BOUNDS, SMALL_BODY, wordsOfBounds } from '#lib/server/api/http/bounds.ts';
import type { Answer, Endpoint } from '#lib/server/api/http/endpoint.ts';
import { SchemaComponents, type JsonSchema } from './jsonSchemas.ts';
import { PROBLEM_TYPE } from '#lib/server/api/http/problem.ts';
import { COMMON_REASONS } from '#lib/server/api/http/router.ts';

export interface OpenApiDocument extends JsonSchema {
	openapi: '3.1.0';
	/** `/events/{slug}` → method → operation. */
	paths: Record<string, Record<string, JsonSchema>>;
	components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, JsonSchema> };
}

export function describeApi(endpoints: Endpoint[]): OpenApiDocument {
	const components = new SchemaComponents();
	const paths: OpenApiDocument['paths'] = {};
	for (const declared of endpoints) {
		const path = declared.path.replace(/:(\w+)/g, '{$1}');
		paths[path] = { ...paths[path], [declared.method]: operationOf(declared, components) };
	}
	components.show(ProblemSchema.meta({ id: 'Problem' }));
	return {
		openapi: '3.1.0',
		info: {
			title: 'Awareness Run',
			version: '1',
			description:
				'Set up a run, take its participants, record passings, read results. Refusals are RFC 9457 problem details ' +
				'with a `reason` of a closed list. Unknown fields are refused by name. Instants are RFC 3339 with offset; ' +
				'numbers named `…Ms` are whole milliseconds; bibs are strings.'
		},
		servers: [{ url: '/api/v1' }],
		paths,
		components: {
			schemas: components.all(),
			securitySchemes: {
				bearer: {
					type: 'http',
					scheme: 'bearer',
					description: 'An organiser’s API key, or a paired phone’s token'
				}
			}
		}
	};
}

function operationOf(declared: Endpoint, components: SchemaComponents): JsonSchema {
	const { summary, description, tag, verb } = declared;
	const open = may({ kind: 'public' }, verb, null);
	return {
		operationId: operationIdOf(declared),
		summary,
		...(description ? { description } : {}),
		tags: [tag],
		security: open ? [{}, { bearer: [] }] : [{ bearer: [] }],
		'x-verb': verb,
		parameters: [...pathParameters(declared.path), ...queryParameters(declared, components)],
		...requestBody(declared, components),
		'x-bounds': boundsOf(declared),
		responses: { ...answersOf(declared, components), ...refusalsOf(declared) }
	};
}

/** `get /events/:slug/roster` → `getEventsSlugRoster`. */
const operationIdOf = ({ method, path }: Endpoint): string =>
	method + path.replace(/[^a-zA-Z0-9]+([a-zA-Z0-9])?/g, (_, letter: string = '') => letter.toUpperCase());

const pathParameters = (path: string): JsonSchema[] =>
	[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
		name,
		in: 'path',
		required: true,
		schema: { type: 'string' }
	}));

function queryParameters({ query }: Endpoint, components: SchemaComponents): JsonSchema[] {
	if (!query) return [];
	const { properties = {} } = components.show(query, 'output') as { properties?: Record<string, JsonSchema> };
	const missing = query.safeParse({}).error?.issues.map(({ path }) => path[0]) ?? [];
	return Object.entries(properties).map(([name, schema]) => ({
		name,
		in: 'query',
		required: missing.includes(name),
		schema
	}));
}

function requestBody(declared: Endpoint, components: SchemaComponents): JsonSchema {
	const { body, bodyDescribed, csv, bounds = SMALL_BODY } = declared;
	if (!body) return {};
	return {
		requestBody: {
			required: true,
			description: wordsOfBounds(bounds),
			content: {
				'application/json': { schema: components.show(bodyDescribed ?? body) },
				...(csv ? { 'text/csv': { schema: { type: 'string', description: csv.description } } } : {})
			}
		}
	};
}

/** What the door checks, for programs. */
const boundsOf = ({ body, bounds = SMALL_BODY, csv }: Endpoint): JsonSchema => ({
	address: ADDRESS_BOUNDS,
	...(body ? { json: bounds } : {}),
	...(csv ? { csv: CSV_BOUNDS } : {})
});

function answersOf({ answers }: Endpoint, components: SchemaComponents): JsonSchema {
	return Object.fromEntries(
		Object.entries(answers).map(([status, { description, ...answer }]) => [
			status,
			{ description, ...contentOf(answer, components) }
		])
	);
}

function contentOf(
	{ schema, type = 'application/json', alsoAs = [] }: Omit<Answer, 'description'>,
	components: SchemaComponents
): JsonSchema {
	const shown = schema ? components.show(schema) : type === 'application/json' ? null : { type: 'string' };
	if (!shown) return {};
	const others = alsoAs.map(
		(other) => [other, { schema: other === 'application/json' ? shown : { type: 'string' } }] as const
	);
	return { content: { [type]: { schema: shown }, ...Object.fromEntries(others) } };
}

/** Every refusal that the endpoint may give, by status. */
export function reasonsOf(declared: Endpoint): Reason[] {
	const reasons = new Set<Reason>([...declared.reasons, ...COMMON_REASONS]);
	if (!may({ kind: 'public' }, declared.verb, null)) reasons.add('not-signed-in').add('forbidden');
	if (declared.body) for (const reason of BODY_REASONS) reasons.add(reason);
	return [...reasons].sort((a, b) => REASONS[a] - REASONS[b] || (a < b ? -1 : 1));
}

const BODY_REASONS: Reason[] = [
	'invalid-json',
	'invalid-document',
	'unknown-field',
	'unsupported-media-type',
	'unsupported-charset',
	'too-large',
	'too-many-items'
];

function refusalsOf(declared: Endpoint): JsonSchema {
	const byStatus = new Map<number, Reason[]>();
	for (const reason of reasonsOf(declared))
		byStatus.set(REASONS[reason], [...(byStatus.get(REASONS[reason]) ?? []), reason]);
	return Object.fromEntries(
		[...byStatus].map(([status, reasons]) => [
			status,
			{ description: reasons.join(', '), content: problemOf(reasons) }
		])
	);
}

const problemOf = (reasons: Reason[]): JsonSchema => ({
	[PROBLEM_TYPE]: {
		schema: {
			allOf: [{ $ref: '#/components/schemas/Problem' }],
			properties: { reason: { enum: reasons } }
		}
	}
});

/** As the description of itself shows it. */
export const OpenApiSchema = z.looseObject({ openapi: z.literal('3.1.0') });
