import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ParticipantsAnswer, ParticipantsPage } from '#lib/schemas/participant.ts';
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
const list = (query = '') => call<ParticipantsPage>(`${PATH}${query}`, { key: api.ownerKey });
const statuses = (answer: { body: ParticipantsAnswer }) =>
	answer.body.items.map(({ status, reason }) => reason ?? status);

describe('POST /events/{slug}/participants as CSV', () => {
	const csv = <T = ParticipantsAnswer>(
		raw: string | Uint8Array<ArrayBuffer>,
		{ type = 'text/csv', query = '' } = {}
	) => call<T>(`${PATH}${query}`, { key: api.ownerKey, raw, headers: { 'Content-Type': type } });
	const csvRefused = (raw: string | Uint8Array<ArrayBuffer>, options = {}) =>
		csv<{ reason: string; message: string }>(raw, options);

	test('a byte order mark, semicolons and Romanian headings are read', async () => {
		const answer = await csv('\uFEFFNumăr;Prenume;Nume;Sex;Data nașterii\r\n7;Ana;Șase;F;17.05.1990\r\n');
		expect(statuses(answer)).toEqual(['created']);
		expect((await list()).body.items).toMatchObject([
			{ bib: '7', name: 'Ana Șase', sex: 'F', birthDate: '1990-05-17' }
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

	test('a list that was exported changes nothing when it is sent back, cells that look like formulas too', async () => {
		const exported = await readFile('tests/fixtures/lists/formulas.csv', 'utf8');
		expect(new Set(statuses(await csv(exported)))).toEqual(new Set(['created']));
		const taken = (await list()).body.items;
		expect(taken.map(({ bib, name, club, alias }) => [bib, name, club, alias])).toEqual([
			['1', '=Ann', '-', null],
			['2', '-Bo', '+run', null],
			['3', '@Cy', '@club', '=x'],
			['4', "'Di", '-', null],
			['6', 'Fi "the" Fox', 'a b', null],
			['-5', 'Ev', 'Tab', null]
		]);
		const asCsv = () =>
			call<string>(PATH, { key: api.ownerKey, headers: { Accept: 'text/csv' } }).then(({ body }) => body);
		const before = await asCsv();
		expect(before.replace(/^\uFEFF/, '')).toBe(exported);
		expect(new Set(statuses(await csv(before)))).toEqual(new Set(['updated']));
		expect((await list()).body.items).toEqual(taken);
		expect(await asCsv()).toBe(before);
	});

	test('no cell begins with what a spreadsheet runs, whatever blanks stand before it', async () => {
		const names = ['=1', '+1', '-1', '@1', "'=1"];
		const items = names.map((name, i) => ({ bib: String(i + 1), name, club: name }));
		await call(PATH, { key: api.ownerKey, json: { items } });
		const before = (await list()).body.items;
		expect(before.map(({ name }) => name)).toEqual(names);
		const { body } = await call<string>(PATH, { key: api.ownerKey, headers: { Accept: 'text/csv' } });
		const cells = parse(body, { bom: true }).flat();
		expect(cells.filter((cell) => /^\s*[=+\-@]/u.test(cell))).toEqual([]);
		await csv(body);
		expect((await list()).body.items).toEqual(before);
	});

	test('30,000 rows in one request, and again', async () => {
		const rows = Array.from(
			{ length: 30_000 },
			(_, i) => `${i + 1},Runner ${i},${i % 2 ? 'F' : 'M'},${20 + (i % 50)}`
		);
		const text = `bib,name,sex,age\n${rows.join('\n')}\n`;
		const answer = await csv(text);
		expect(new Set(statuses(answer))).toEqual(new Set(['created']));
		expect(new Set(statuses(await csv(text)))).toEqual(new Set(['updated']));
		expect((await list()).body.total).toBe(30_000);
	});
});
