import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ParticipantsAnswer, ParticipantsPage, ShownParticipant } from '#lib/schemas/participant.ts';
import { callerOfApi } from '../support/apiClient.ts';
import { anEvent } from '../support/eventDocuments.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let call: ReturnType<typeof callerOfApi>;

beforeAll(async () => {
	api = await startApi();
	call = callerOfApi(api.url);
});
beforeEach(async () => {
	await api.reset();
	await call('/events/run', { method: 'PUT', key: api.ownerKey, json: anEvent() });
});
afterAll(() => api.close());

const PATH = '/events/run/participants';
const send = <T = ParticipantsAnswer>(items: unknown[]) =>
	call<T>(PATH, { key: api.ownerKey, json: { items } });
const list = (query = '') => call<ParticipantsPage>(`${PATH}${query}`, { key: api.ownerKey });
const statuses = (answer: { body: ParticipantsAnswer }) =>
	answer.body.items.map(({ status, reason }) => reason ?? status);

describe('POST /events/{slug}/participants as JSON', () => {
	test('makes participants, each with a bib and a random code of its own', async () => {
		const made = await send([
			{ race: '5k', wave: 'all', bib: '007', name: 'Ana Șase', sex: 'F', birthDate: '1990-05-17' },
			{ name: 'Ion' }
		]);
		expect(made.body.items).toMatchObject([
			{ bib: '007', status: 'created', reason: null },
			{ bib: '8', status: 'created' }
		]);
		const bibs = await api.app.database.prisma.bib.findMany();
		expect(bibs.every(({ code }) => /^[0-9A-HJKMNP-TV-Z]{10}$/.test(code))).toBe(true);
		expect(new Set(bibs.map(({ code }) => code)).size).toBe(2);
		expect((await list()).body.items.find(({ bib }) => bib === '007')).toMatchObject({
			bib: '007',
			name: 'Ana Șase',
			birthDate: '1990-05-17',
			visibility: 'bib'
		});
	});

	test('the same items again are updated and stand there once', async () => {
		const items = [{ bib: '7', name: 'Ana', club: 'Harriers' }];
		await send(items);
		expect(statuses(await send(items))).toEqual(['updated']);
		expect((await list()).body).toMatchObject({ total: 1, items: [{ club: 'Harriers' }] });
	});

	test('an external id carries over to a new bib, whose old number is not given again', async () => {
		await send([{ externalId: 'x1', bib: '1', name: 'Ana' }]);
		const [first] = (await list()).body.items;
		await send([{ externalId: 'x1', bib: '5', name: 'Ana' }, { name: 'Ion' }]);
		expect((await list()).body.items).toMatchObject([
			{ id: first?.id, bib: '5', name: 'Ana' },
			{ bib: '6', name: 'Ion' }
		]);
	});

	test('a duplicate bib is rejected by item, in the request and against the event', async () => {
		await send([{ externalId: 'x1', bib: '7', name: 'Ana' }]);
		const answer = await send([
			{ externalId: 'x2', bib: '7', name: 'Ion' },
			{ bib: '8', name: 'Maria' },
			{ bib: '8', name: 'Vera' }
		]);
		expect(statuses(answer)).toEqual(['duplicate-bib', 'created', 'duplicate-bib']);
		expect(answer.body.items[2]).toMatchObject({ bib: '8', message: 'bib 8 is that of item 1 too' });
		expect((await list()).body.items.map(({ name }) => name)).toEqual(['Ana', 'Maria']);
	});

	test('what is wrong with an item is said by name, and the others are taken', async () => {
		const answer = await send([
			{ bib: 'seven', name: 'Ana' },
			{ name: 'Ana', colour: 'blue' },
			{ name: 'Ana', race: '10k' },
			{ bib: '9', name: '  ' },
			'nonsense',
			{ bib: '1', name: 'Ion' }
		]);
		expect(statuses(answer)).toEqual([
			'invalid-item',
			'unknown-field',
			'race-unknown',
			'invalid-item',
			'invalid-item',
			'created'
		]);
		expect(answer.body.items[1]?.message).toBe('colour unknown field "colour"');
		expect((await list()).body.total).toBe(1);
	});

	test('the public and a stranger’s key may neither write nor read', async () => {
		expect((await call(PATH)).body.reason).toBe('not-signed-in');
		expect((await call(PATH, { json: { items: [] } })).body.reason).toBe('not-signed-in');
		await call('/events/other', { method: 'PUT', key: api.ownerKey, json: anEvent() });
		const made = await call<{ key: string }>('/keys', {
			key: api.ownerKey,
			json: { name: 'stranger', event: 'other' }
		});
		expect((await call(PATH, { key: made.body.key })).body.reason).toBe('forbidden');
		const csv = { raw: 'bib,name\n1,Ana\n', headers: { 'Content-Type': 'text/csv' } };
		expect((await call(PATH, { key: made.body.key, ...csv })).body.reason).toBe('forbidden');
	});

	test('6 MB of JSON is 413 and changes nothing', async () => {
		const refused = await call(PATH, {
			key: api.ownerKey,
			json: { items: [{ name: 'x'.repeat(6_000_000) }] }
		});
		expect([refused.status, refused.body.reason]).toEqual([413, 'too-large']);
		expect((await list()).body.total).toBe(0);
	});

	test('every write by the owner key is in the audit, without names', async () => {
		await send([{ bib: '7', name: 'Canary Name' }]);
		const entries = await api.app.database.prisma.auditEntry.findMany();
		expect(entries).toContainEqual(
			expect.objectContaining({
				actor: 'owner-key',
				action: 'participants-imported',
				details: { created: 1, updated: 0, rejected: 0 }
			})
		);
		expect(JSON.stringify(entries.map(({ details }) => details))).not.toContain('Canary');
	});

	test('5,000 in one request', async () => {
		const items = Array.from({ length: 5000 }, (_, i) => ({
			bib: String(i + 1),
			name: `Runner ${i}`,
			age: 30
		}));
		const answer = await send(items);
		expect(new Set(statuses(answer))).toEqual(new Set(['created']));
		expect((await list('?pageSize=2000&page=3')).body).toMatchObject({ total: 5000, page: 3 });
	});
});

describe('GET /events/{slug}/participants', () => {
	test('finds names whatever the accents, and whole bibs', async () => {
		await send([
			{ bib: '7', name: 'Ana Șase' },
			{ bib: '70', name: 'Ion' }
		]);
		expect((await list('?q=sase')).body.items).toMatchObject([{ bib: '7' }]);
		expect((await list('?q=70')).body.items).toMatchObject([{ name: 'Ion' }]);
		expect((await list('?q=100%25')).body.total).toBe(0);
	});

	test('as CSV with the headings that POST takes, formulas escaped', async () => {
		await send([
			{ bib: '7', name: '=cmd()' },
			{ bib: '8', name: 'Ana' }
		]);
		const answer = await call<string>(PATH, { key: api.ownerKey, headers: { Accept: 'text/csv' } });
		expect(answer.headers.get('content-type')).toContain('text/csv');
		expect(answer.body).toContain("'=cmd()");
		const back = await call<ParticipantsAnswer>(PATH, {
			key: api.ownerKey,
			raw: answer.body,
			headers: { 'Content-Type': 'text/csv' }
		});
		expect(statuses(back)).toEqual(['updated', 'updated']);
	});
});

describe('PATCH /events/{slug}/participants/{id}', () => {
	const patch = async (change: object) => {
		const { id } = (await list('?q=7')).body.items[0] ?? {};
		return call<ShownParticipant>(`${PATH}/${id}`, { method: 'PATCH', key: api.ownerKey, json: change });
	};
	beforeEach(() =>
		send([
			{ bib: '7', name: 'Ana', club: 'Harriers' },
			{ bib: '8', name: 'Ion' }
		])
	);

	test('changes what is named and nothing else', async () => {
		const changed = await patch({ name: 'Ana Șase', club: null });
		expect(changed.body).toMatchObject({ bib: '7', name: 'Ana Șase', club: null, wave: 'all' });
		expect((await list('?q=sase')).body.items).toEqual([changed.body]);
	});

	test('a new bib has a new code, and the old number becomes a spare', async () => {
		const codes = async () =>
			new Map((await api.app.database.prisma.bib.findMany()).map((bib) => [bib.number, bib]));
		const before = (await codes()).get('7');
		expect((await patch({ bib: '17' })).body.bib).toBe('17');
		const after = await codes();
		expect(after.get('7')).toMatchObject({ participantId: null, code: before?.code });
		expect(after.get('17')?.participantId).toBe(before?.participantId);
	});

	test('a bib that somebody else bears is 409, an unknown wave 422, an empty change 422', async () => {
		expect((await patch({ bib: '8' })).status).toBe(409);
		expect((await patch({ wave: 'late' })).status).toBe(422);
		expect((await patch({})).status).toBe(422);
		expect((await list()).body.items).toMatchObject([{ bib: '7', wave: 'all' }, { bib: '8' }]);
	});

	test('a participant of another event is not found', async () => {
		const { id } = (await list('?q=7')).body.items[0] ?? {};
		await call('/events/other', { method: 'PUT', key: api.ownerKey, json: anEvent() });
		const answer = await call(`/events/other/participants/${id}`, {
			method: 'PATCH',
			key: api.ownerKey,
			json: { name: 'X' }
		});
		expect([answer.status, answer.body.reason]).toEqual([404, 'participant-unknown']);
	});
});
