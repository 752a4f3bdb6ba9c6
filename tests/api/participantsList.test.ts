/** The list of participants: sorted by any column, filtered by several things at once, and walked through one by one. */
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { divisionOf } from '#lib/domain/timing/ranking/division.ts';
import {
	ParticipantsQuerySchema,
	type ParticipantItem,
	type ParticipantsQuery
} from '#lib/schemas/participant.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import { countDoubles } from '#lib/server/desk/deskDoubles.ts';
import { deskListPlace, deskParticipants } from '#lib/server/desk/deskParticipants.ts';
import { openEvent } from '#lib/server/access/openEvent.ts';
import { importParticipants } from '#lib/server/registration/importParticipants.ts';
import { changeParticipant } from '#lib/server/registration/participants.ts';
import { participantsCsv } from '#lib/server/registration/participantsCsv.ts';
import { anOpenEvent, DAY_BEFORE, entered } from '../support/openEvent.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

const OWNER: Caller = { kind: 'owner-key' };
const event = 'practice';
let fixture: TestApp;
beforeAll(async () => {
	fixture = await testApp({ nowMs: DAY_BEFORE });
});
afterAll(() => fixture.close());
beforeEach(async () => {
	await fixture.reset();
	const { id, raceId } = await anOpenEvent(fixture.app, { slug: event });
	await fixture.app.database.prisma.race.create({
		data: {
			eventId: id,
			slug: '10k',
			name: '10 km',
			position: 1,
			distanceM: 10_000,
			ageOn: 'year-end',
			fallbackDivision: 'Others',
			waves: { create: { slug: 'all', position: 0 } },
			divisions: {
				create: [
					{ name: 'Girls', position: 0, sex: 'F', ageTo: 17 },
					{ name: 'Any 18', position: 1, ageFrom: 18, ageTo: 18 }
				]
			}
		}
	});
	await fixture.app.database.prisma.division.createMany({
		data: [
			{ raceId, name: 'Men', position: 0, sex: 'M' },
			{ raceId, name: 'W to 35', position: 1, sex: 'F', ageTo: 35 },
			{ raceId, name: 'W 36', position: 2, sex: 'F', ageFrom: 36 }
		]
	});
});

async function take(items: ParticipantItem[]): Promise<string[]> {
	const taken = await importParticipants(fixture.app, OWNER, { event, items });
	if (!taken.ok) throw new Error(taken.error.message);
	return taken.value.items.map(({ id }) => id ?? '');
}
const queryOf = (query: Partial<ParticipantsQuery>): ParticipantsQuery =>
	ParticipantsQuerySchema.parse(query);
async function list(query: Partial<ParticipantsQuery> = {}) {
	const found = await deskParticipants(fixture.app, OWNER, { event, query: queryOf(query) });
	if (!found.ok) throw new Error(found.error.message);
	return found.value;
}
const names = async (query: Partial<ParticipantsQuery> = {}) =>
	(await list(query)).items.map(({ name }) => name);

const FOUR: ParticipantItem[] = [
	{ name: 'Dan', race: '5k', bib: '9', sex: 'M', age: 30, visibility: 'hidden' },
	{ name: 'Ana', race: '5k', bib: '10', sex: 'F', age: 40, visibility: 'name' },
	{ name: 'Țara', race: '10k', bib: '2', sex: 'F', birthDate: '2010-12-31' },
	{ name: 'Şerban', race: '10k', bib: '1' }
];

test('stands by race and bib, numbers as numbers, and is sorted by each column either way', async () => {
	const ids = await take(FOUR);
	await changeParticipant(fixture.app, OWNER, { event, id: ids[0] ?? '', change: { state: 'cancelled' } });
	expect(await names()).toEqual(['Dan', 'Ana', 'Şerban', 'Țara']);
	expect(await names({ sort: 'bib' })).toEqual(['Şerban', 'Țara', 'Dan', 'Ana']);
	expect(await names({ sort: '-bib' })).toEqual(['Ana', 'Dan', 'Țara', 'Şerban']);
	expect(await names({ sort: 'name' })).toEqual(['Ana', 'Dan', 'Şerban', 'Țara']);
	expect(await names({ sort: '-race' })).toEqual(['Şerban', 'Țara', 'Dan', 'Ana']);
	expect(await names({ sort: 'wave' })).toEqual(['Dan', 'Ana', 'Şerban', 'Țara']);
	expect(await names({ sort: 'division' })).toEqual(['Țara', 'Dan', 'Ana', 'Şerban']);
	expect(await names({ sort: '-division' })).toEqual(['Ana', 'Dan', 'Țara', 'Şerban']);
	expect(await names({ sort: 'visibility' })).toEqual(['Ana', 'Şerban', 'Țara', 'Dan']);
	expect(await names({ sort: '-state' })).toEqual(['Dan', 'Ana', 'Şerban', 'Țara']);
});

test('each filter narrows it, several do together, and the list says how many of how many', async () => {
	const ids = await take(FOUR);
	await changeParticipant(fixture.app, OWNER, { event, id: ids[1] ?? '', change: { state: 'cancelled' } });
	await fixture.app.database.prisma.bib.updateMany({ where: { number: '1' }, data: { participantId: null } });
	await entered(fixture.app, { name: 'Vio', birthDate: '1980-01-01', visibility: 'alias', alias: 'Fox' });
	expect(await names({ race: '10k' })).toEqual(['Țara', 'Şerban']);
	expect(await names({ q: 'SER' })).toEqual(['Şerban']);
	expect(await names({ q: '%' })).toEqual([]);
	expect(await names({ sex: 'F' })).toEqual(['Ana', 'Vio', 'Țara']);
	expect(await names({ sex: 'F', state: 'registered', race: '5k' })).toEqual(['Vio']);
	expect(await names({ state: 'cancelled' })).toEqual(['Ana']);
	expect(await names({ division: 'W 36' })).toEqual(['Ana', 'Vio']);
	expect(await names({ bib: 'without' })).toEqual(['Şerban']);
	expect(await names({ bib: 'with', race: '10k' })).toEqual(['Țara']);
	expect(await names({ only: 'alias-waiting' })).toEqual(['Vio']);
	expect(await list({ race: '10k' })).toMatchObject({ total: 2, entered: 5, hiding: [] });
});

test('possible doubles are picked, and counted anew when an entry changes', async () => {
	await entered(fixture.app, { name: 'Ana' });
	await entered(fixture.app, { name: 'Ion', birthDate: '1971-02-03' });
	expect(await names({ only: 'double' })).toEqual([]);
	expect(await countDoubles(fixture.app, OWNER, { event })).toEqual({ ok: true, value: 0 });
	await entered(fixture.app, { name: 'ANĂ', email: 'else@example.org' });
	expect(await names({ only: 'double' })).toEqual(['Ana', 'ANĂ']);
	expect(await countDoubles(fixture.app, OWNER, { event })).toEqual({ ok: true, value: 1 });
});

test('where nobody is left, each filter says how many there are without it', async () => {
	await take(FOUR);
	expect(await list({ race: '5k', bib: 'without', sex: 'F' })).toMatchObject({
		total: 0,
		hiding: [
			{ filter: 'race', without: 0 },
			{ filter: 'sex', without: 0 },
			{ filter: 'bib', without: 1 }
		]
	});
});

test('a participant stands between those before and after in the same order, or in no place of a list that hides it', async () => {
	const [dan = '', ana = '', tara = '', serban = ''] = await take(FOUR);
	const place = async (id: string, query: Partial<ParticipantsQuery>) => {
		const found = await deskListPlace(fixture.app, OWNER, { event, id, query: queryOf(query) });
		return found.ok ? found.value : found;
	};
	expect(await place(dan, { sort: 'name' })).toEqual({ at: 2, total: 4, previous: ana, next: serban });
	expect(await place(tara, { sort: 'name' })).toEqual({ at: 4, total: 4, previous: serban, next: null });
	expect(await place(ana, { sort: 'name', race: '5k' })).toEqual({
		at: 1,
		total: 2,
		previous: null,
		next: dan
	});
	expect(await place(ana, { race: '10k' })).toBeNull();
});

test('the exported list holds whom the filters leave, in the order of the list', async () => {
	await take(FOUR);
	const query = queryOf({ sex: 'F', sort: '-name', pageSize: 1 });
	const csv = await participantsCsv(fixture.app, OWNER, { event, query });
	const rows = csv.ok ? csv.value.trim().split(/\r?\n/) : [];
	expect(rows.slice(1).map((row) => row.split(',')[3])).toEqual(['Țara', 'Ana']);
});

test('the division that the list is filtered by is the one that the results are ranked by', async () => {
	const sex = fc.constantFrom('F', 'M', 'X', null);
	const born = fc.option(
		fc
			.date({ min: new Date('2006-01-01'), max: new Date('2012-12-31'), noInvalidDate: true })
			.map((date) => date.toISOString().slice(0, 10))
	);
	const anEntrant = fc.record({
		race: fc.constantFrom('5k', '10k'),
		sex,
		birthDate: fc.oneof(born, fc.constant(null), fc.constantFrom('2008-11-29', '2008-11-30', '2008-02-29')),
		age: fc.option(fc.integer({ min: 10, max: 60 })),
		division: fc.option(fc.constantFrom('Veterans', 'Men'))
	});
	const entrants = fc.sample(anEntrant, { numRuns: 400, seed: 7 });
	await take(entrants.map((entrant, n) => ({ name: `Runner ${n}`, ...entrant })));
	const opened = await openEvent(fixture.app, OWNER, event, 'see-contact');
	if (!opened.ok) throw new Error(opened.error.message);
	const races = new Map(opened.value.courses.map(({ race }) => [race.slug, race]));
	const { items } = await list({ pageSize: 1000 });
	const expected = new Map<string, string[]>();
	for (const item of items) {
		const race = races.get(item.race);
		const runsIn = race && divisionOf({ ...item, waveSlug: item.wave }, race);
		if (runsIn) expected.set(runsIn, [...(expected.get(runsIn) ?? []), item.name]);
	}
	expect([...expected.keys()].sort()).toEqual([
		'Any 18',
		'Girls',
		'Men',
		'Others',
		'Veterans',
		'W 36',
		'W to 35'
	]);
	for (const [division, runners] of expected)
		expect(await names({ division, pageSize: 1000 }), division).toEqual(runners);
});
