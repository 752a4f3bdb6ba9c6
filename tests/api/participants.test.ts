import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ParticipantsAnswer, ParticipantsPage, ShownParticipant } from '#lib/schemas/participant.ts';
import { callerOfApi } from '../support/apiClient.ts';
import { anEvent, aRace } from '../support/eventDocuments.ts';
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
			{ race: '5k', wave: 'all', bib: '007', name: 'Ana Șerban', sex: 'F', birthDate: '1990-05-17' },
			{ name: 'Ion' }
		]);
		expect(made.body.items).toMatchObject([
			{ bib: '007', status: 'created', reason: null },
			{ bib: '1', status: 'created' }
		]);
		const bibs = await api.app.database.prisma.bib.findMany();
		expect(bibs.every(({ code }) => /^[0-9A-HJKMNP-TV-Z]{10}$/.test(code))).toBe(true);
		expect(new Set(bibs.map(({ code }) => code)).size).toBe(2);
		expect((await list()).body.items[1]).toMatchObject({
			bib: '007',
			name: 'Ana Șerban',
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
			{ bib: '2', name: 'Ion' },
			{ id: first?.id, bib: '5', name: 'Ana' }
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
		const entries = await api.app.database.prisma.auditEntry.findMany({ orderBy: { id: 'asc' } });
		expect(entries.at(-1)).toMatchObject({
			actor: 'owner-key',
			action: 'participants-imported',
			details: { created: 1, updated: 0, rejected: 0 }
		});
		expect(JSON.stringify(entries.map(({ details }) => details))).not.toContain('Canary');
	});

	test('5,000 in one request', async () => {
		const items = Array.from({ length: 5000 }, (_, i) => ({
			bib: String(i + 1),
			name: `Runner ${i}`,
			age: 30
		}));
		const startedMs = performance.now();
		const answer = await send(items);
		expect(performance.now() - startedMs).toBeLessThan(10_000);
		expect(new Set(statuses(answer))).toEqual(new Set(['created']));
		expect((await list('?pageSize=2000&page=3')).body).toMatchObject({ total: 5000, page: 3 });
	});
});

describe('POST /events/{slug}/participants as CSV', () => {
	const csv = <T = ParticipantsAnswer>(
		raw: string | Uint8Array<ArrayBuffer>,
		{ type = 'text/csv', query = '' } = {}
	) => call<T>(`${PATH}${query}`, { key: api.ownerKey, raw, headers: { 'Content-Type': type } });
	const csvRefused = (raw: string | Uint8Array<ArrayBuffer>, options = {}) =>
		csv<{ reason: string; message: string }>(raw, options);

	test('a byte order mark, semicolons and Romanian headings are read', async () => {
		const answer = await csv('\uFEFFNumăr;Prenume;Nume;Sex;Data nașterii\r\n7;Ana;Șerban;F;17.05.1990\r\n');
		expect(statuses(answer)).toEqual(['created']);
		expect((await list()).body.items).toMatchObject([
			{ bib: '7', name: 'Ana Șerban', sex: 'F', birthDate: '1990-05-17' }
		]);
	});

	test('the race may be named as people name it', async () => {
		const races = [aRace(), aRace({ slug: '10k', name: '10 km Chișinău' })];
		await call('/events/run', { method: 'PUT', key: api.ownerKey, json: anEvent({ races }) });
		await csv('bib,name,race\n7,Ana,10 km Chisinau\n8,Ion,5k\n');
		expect((await list()).body.items.map(({ bib, race }) => [bib, race])).toEqual([
			['8', '5k'],
			['7', '10k']
		]);
	});

	test('Windows-1251 is refused with the line, and nothing is taken', async () => {
		const cyrillic = Uint8Array.from([0xc0, 0xed, 0xed, 0xe0]);
		const file = Buffer.concat([Buffer.from('bib,name\n1,Ion\n2,'), cyrillic, Buffer.from('\n')]);
		const refused = await csvRefused(new Uint8Array(file));
		expect([refused.status, refused.body.reason]).toEqual([415, 'unsupported-charset']);
		expect(refused.body.message).toContain('line 3 is not in UTF-8');
		const declared = await csvRefused('bib,name\n1,Ion\n', { type: 'text/csv; charset=windows-1251' });
		expect(declared.body.message).toContain('windows-1251');
		expect((await list()).body.total).toBe(0);
	});

	test('UTF-16 is recognised', async () => {
		const refused = await csvRefused(new Uint8Array(Buffer.from('\uFEFFbib,name\n1,Ion\n', 'utf16le')));
		expect(refused.body.message).toContain('UTF-16');
	});

	test('unknown headings are refused by name, or left out when asked', async () => {
		const text = 'bib,name,T-Shirt\n7,Ana,M\n';
		const refused = await csvRefused(text);
		expect([refused.status, refused.body.reason]).toEqual([422, 'unknown-field']);
		expect(refused.body.message).toContain('"T-Shirt"');
		expect(statuses(await csv(text, { query: '?unknown=ignore' }))).toEqual(['created']);
	});

	test.each([
		['', 'the list is empty'],
		['bib,name\n', 'no rows'],
		['bib,club\n7,Harriers\n', 'no heading for the name'],
		['bib,name\n7,Ana,too,many\n', 'line 2'],
		['bib,name\n7,"Ana\n', 'Quote']
	])('%j is refused as a whole', async (text, why) => {
		const refused = await csvRefused(text);
		expect([refused.status, refused.body.reason]).toEqual([422, 'invalid-csv']);
		expect(refused.body.message).toContain(why);
		expect((await list()).body.total).toBe(0);
	});

	test('a row that cannot be taken is rejected by itself', async () => {
		expect(statuses(await csv('bib,name,age\n1,Ana,30\n2,Ion,old\n1,Vera,20\n'))).toEqual([
			'created',
			'invalid-item',
			'duplicate-bib'
		]);
	});

	test('30,000 rows in one request, and again', async () => {
		const rows = Array.from(
			{ length: 30_000 },
			(_, i) => `${i + 1},Runner ${i},${i % 2 ? 'F' : 'M'},${20 + (i % 50)}`
		);
		const text = `bib,name,sex,age\n${rows.join('\n')}\n`;
		const startedMs = performance.now();
		const answer = await csv(text);
		const tookMs = performance.now() - startedMs;
		expect(new Set(statuses(answer))).toEqual(new Set(['created']));
		expect(tookMs).toBeLessThan(20_000);
		expect(new Set(statuses(await csv(text)))).toEqual(new Set(['updated']));
		expect((await list()).body.total).toBe(30_000);
	});
});

describe('GET /events/{slug}/participants', () => {
	test('finds names whatever the accents, and whole bibs', async () => {
		await send([
			{ bib: '7', name: 'Ana Șerban' },
			{ bib: '70', name: 'Ion' }
		]);
		expect((await list('?q=serban')).body.items).toMatchObject([{ bib: '7' }]);
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
		const changed = await patch({ name: 'Ana Șerban', club: null });
		expect(changed.body).toMatchObject({ bib: '7', name: 'Ana Șerban', club: null, wave: 'all' });
		expect((await list('?q=serban')).body.items).toEqual([changed.body]);
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
