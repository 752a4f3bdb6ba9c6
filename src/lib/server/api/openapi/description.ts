import { ok } from '#lib/domain/result.ts';
import { endpoint, type Endpoint } from '#lib/server/api/http/endpoint.ts';
import { describeApi, OpenApiSchema, type OpenApiDocument } from './openapi.ts';
import { describedRouter, type DescribedRouter } from '#lib/server/api/http/router.ts';

/** @param others every other endpoint; this one describes itself too. */
export function descriptionRoutes(others: Endpoint[]): DescribedRouter {
	let description: OpenApiDocument | undefined;
	const own: Endpoint = endpoint({
		method: 'get',
		path: '/openapi.json',
		summary: 'This description, as OpenAPI 3.1',
		tag: 'Service',
		verb: 'see-public',
		answers: { 200: { description: 'The description', schema: OpenApiSchema } },
		reasons: [],
		handle: async ({ res }) => {
			res.set('Cache-Control', 'public, max-age=300');
			return ok((description ??= describeApi([...others, own])));
		}
	});
	return describedRouter([own]);
}
