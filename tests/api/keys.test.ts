import { describe, expect, test } from 'vitest';
import type { ApiKey, MadeApiKey } from '#lib/schemas/apiKey.ts';
import { apiOfFile } from '../support/apiOfFile.ts';
import { anEvent } from '../support/eventDocuments.ts';

const { api, call } = apiOfFile();

const make = (key: object) => call<MadeApiKey>('/keys', { key: api.ownerKey, json: key });

describe('POST /keys', () => {
	test('shows the key once and stores its hash only', async () => {
		const made = await make({ name: 'timing' });
		expect(made.status).toBe(201);
		const listed = await call<{ items: ApiKey[] }>('/keys', { key: api.ownerKey });
		expect(listed.body.items).toMatchObject([
			{ name: 'timing', role: 'organiser', event: null, revokedAt: null }
		]);
		expect(JSON.stringify(listed.body)).not.toContain(made.body.key);
		const stored = await api.app.database.prisma.apiKey.findFirstOrThrow();
		expect(JSON.stringify(stored)).not.toContain(made.body.key);
	});

	test('an organiser’s key makes no keys', async () => {
		const { body } = await make({ name: 'timing' });
		const refused = await call('/keys', { key: body.key, json: { name: 'more' } });
		expect([refused.status, refused.body.reason]).toEqual([403, 'forbidden']);
	});

	test('a key of one event is no owner’s key, and two keys in force do not share a name', async () => {
		await call('/events/run', { method: 'PUT', key: api.ownerKey, json: anEvent() });
		const owner = await call('/keys', {
			key: api.ownerKey,
			json: { name: 'a', role: 'owner', event: 'run' }
		});
		expect(owner.body.errors?.[0]?.pointer).toBe('/event');
		await make({ name: 'timing' });
		const second = await call('/keys', { key: api.ownerKey, json: { name: 'timing' } });
		expect([second.status, second.body.reason]).toEqual([409, 'in-use']);
	});
});

describe('DELETE /keys/{id}', () => {
	test('a revoked key opens nothing from the next request on', async () => {
		const { body } = await make({ name: 'timing', role: 'owner' });
		expect((await call('/keys', { key: body.key })).status).toBe(200);
		await call(`/keys/${body.id}`, { method: 'DELETE', key: api.ownerKey });
		const refused = await call('/keys', { key: body.key });
		expect([refused.status, refused.body.reason]).toEqual([401, 'token-revoked']);
	});

	test('an id that no key has is 404', async () => {
		for (const id of ['nothing', '01920000-0000-7000-8000-000000000001'])
			expect((await call(`/keys/${id}`, { method: 'DELETE', key: api.ownerKey })).status).toBe(404);
	});
});
