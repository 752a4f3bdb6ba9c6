/** The list of participants costs what its own event holds, whichever way it is sorted and filtered. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PARTICIPANT_COLUMNS } from '#lib/schemas/participant.ts';
import {
	countParticipants,
	findPlaceInList,
	listParticipantIds,
	type ListWanted
} from '#lib/server/registration/store/listedParticipants.ts';
import { fillEvent, type FilledEvent } from '../support/filledEvent.ts';
import { anOpenEvent, DAY_BEFORE } from '../support/openEvent.ts';
import { planOf, recordStatements, type Recording } from '../support/statements.ts';
import { testApp, type TestApp } from '../support/testApp.ts';

let fixture: TestApp;
let recording: Recording;
let small: FilledEvent;
let large: FilledEvent;
const db = () => fixture.app.database.prisma;
const pool = () => fixture.app.database.pool;

beforeAll(async () => {
	fixture = await testApp({ nowMs: DAY_BEFORE });
	recording = recordStatements(pool());
	small = await anOpenEvent(fixture.app, { slug: 'small' });
	large = await anOpenEvent(fixture.app, { slug: 'large' });
	await fillEvent(pool(), { event: small, runners: 100, passings: 0 });
	await fillEvent(pool(), { event: large, runners: 20_000, passings: 0 });
	await pool().query('analyze');
}, 300_000);
afterAll(() => fixture.close());

test.each<[string, Partial<ListWanted>]>([
	...PARTICIPANT_COLUMNS.map((sort): [string, Partial<ListWanted>] => [`by ${sort}`, { sort }]),
	['of possible doubles', { only: 'double' }],
	['of those without a bib, in a race', { bib: 'without', race: '5k' }],
	['of a name', { q: 'runner 7' }]
])('a page of the list %s reads no other event', { timeout: 60_000 }, async (_what, wanted) => {
	recording.take();
	await listParticipantIds(db(), { ...wanted, eventId: small.id, offset: 0, limit: 100 });
	await countParticipants(db(), { ...wanted, eventId: small.id });
	await findPlaceInList(db(), { ...wanted, eventId: small.id, id: randomUUID() });
	const plan = await planOf(pool(), recording.take());
	expect(plan.tables).toContain('participant');
	const growing = ['participant', 'bib'];
	expect(plan.scanned.filter((table) => growing.includes(table))).toEqual([]);
});

test('the bibs of a list are joined at once, not one by one, when the whole event is sorted', async () => {
	const page = { eventId: large.id, offset: 19_900, limit: 100 };
	recording.takeRows();
	await db().$transaction((tx) => listParticipantIds(tx, { ...page, sort: '-bib' }));
	const [read = Infinity] = recording.takeRows();
	expect(read).toBeGreaterThan(20_000);
	expect(read).toBeLessThan(250_000);
});
