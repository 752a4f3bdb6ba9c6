import { z } from 'zod';
import { ApiKeySchema, MadeApiKeySchema, NewApiKeySchema } from '#lib/schemas/apiKey.ts';
import type { App } from '#lib/server/app.ts';
import { listKeys, makeApiKey, revokeKey } from '#lib/server/access/apiKeys.ts';
import { endpoint } from '#lib/server/api/http/endpoint.ts';
import { describedRouter, type DescribedRouter } from '#lib/server/api/http/router.ts';

export function keyRoutes(app: App): DescribedRouter {
	return describedRouter([
		endpoint({
			method: 'post',
			path: '/keys',
			summary: 'Make a key for a program',
			description: 'The key is shown in this answer only; its hash is stored.',
			tag: 'Keys',
			verb: 'manage-installation',
			body: NewApiKeySchema,
			answers: { 201: { description: 'The key, shown once', schema: MadeApiKeySchema } },
			reasons: ['forbidden', 'event-unknown', 'in-use', 'invalid-document', 'unknown-field'],
			handle: async ({ caller, body, res }) => {
				const made = await makeApiKey(app, caller, body);
				if (made.ok) res.status(201);
				return made;
			}
		}),
		endpoint({
			method: 'get',
			path: '/keys',
			summary: 'List the keys, without their secrets',
			tag: 'Keys',
			verb: 'manage-installation',
			answers: {
				200: { description: 'The newest first', schema: z.strictObject({ items: z.array(ApiKeySchema) }) }
			},
			reasons: ['forbidden'],
			handle: ({ caller }) => listKeys(app, caller)
		}),
		endpoint({
			method: 'delete',
			path: '/keys/:id',
			summary: 'Revoke a key',
			tag: 'Keys',
			verb: 'manage-installation',
			answers: { 200: { description: 'The revoked key', schema: ApiKeySchema } },
			reasons: ['forbidden', 'not-found'],
			handle: ({ caller, params }) => revokeKey(app, caller, { id: params.id })
		})
	]);
}
