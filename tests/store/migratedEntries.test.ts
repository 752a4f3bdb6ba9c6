/** Entries and bibs of older versions mean the same after the migrations of newer ones. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '#lib/server/database/database.ts';
import { findEvent } from '#lib/server/events/store/events.ts';
import { findNextBib } from '#lib/server/registration/store/bibNumbers.ts';
import { findParticipant } from '#lib/server/registration/store/participants.ts';
import { loadMergedEntries } from '#lib/server/results/store/mergedEntries.ts';
import { migrationSteps } from '../support/migrationSteps.ts';
import { testDatabase } from '../support/database.ts';

let db: Database;
let steps: Awaited<ReturnType<typeof migrationSteps>>;
beforeAll(async () => {
	db = await testDatabase();
});
beforeEach(async () => {
	steps = await migrationSteps(db);
});
afterEach(() => steps.remove());
afterAll(() => db.close());

const id = (n: number) => `'00000000-0000-4000-8000-00000000000${n}'`;
/** An event, its race and its wave, by the ids 1 to 3. */
const RUN = `INSERT INTO event (id, slug, name, date, time_zone, place) VALUES (${id(1)}, 'run', 'Run', '2026-11-29', 'UTC', 'There');
	INSERT INTO race (id, event_id, slug, name, position, distance_m) VALUES (${id(2)}, ${id(1)}, '5k', '5 km', 0, 5000);
	INSERT INTO wave (id, race_id, slug, position) VALUES (${id(3)}, ${id(2)}, 'all', 0);`;

test('entries of an older database are merged into none, and only a cancelled one can be', async () => {
	const five = '00000000-0000-4000-8000-000000000005';
	await steps.over(
		'merged_entries',
		`${RUN}
		INSERT INTO participant (id, event_id, race_id, wave_id, name, name_folded, state) VALUES
			(${id(4)}, ${id(1)}, ${id(2)}, ${id(3)}, 'Ana', 'ana', 'registered'),
			(${id(5)}, ${id(1)}, ${id(2)}, ${id(3)}, 'Ana', 'ana', 'cancelled');
		INSERT INTO bib (id, event_id, number, code, participant_id) VALUES (${id(6)}, ${id(1)}, '7', 'CODE', ${id(5)});`
	);
	const event = '00000000-0000-4000-8000-000000000001';
	expect(await findParticipant(db.prisma, { eventId: event, id: five })).not.toHaveProperty('mergedInto');
	expect(await loadMergedEntries(db.pool, event)).toEqual([]);
	const merge = (one: number, into: number) =>
		db.pool.query(`UPDATE participant SET merged_into_id = ${id(into)} WHERE id = ${id(one)}`);
	await expect(merge(4, 5)).rejects.toThrow('participant_merged_check');
	await expect(merge(5, 5)).rejects.toThrow('participant_merged_check');
	await merge(5, 4);
	expect(await loadMergedEntries(db.pool, event)).toEqual([
		{ id: five, keptId: '00000000-0000-4000-8000-000000000004', bib: '7', code: 'CODE' }
	]);
});

test('races of an older database have no bibs of their own, and go on with the next of the event', async () => {
	await steps.over(
		'bib_ranges',
		`${RUN}
		INSERT INTO bib (id, event_id, number, code) VALUES (${id(6)}, ${id(1)}, '0041', 'CODE');`
	);
	const eventId = '00000000-0000-4000-8000-000000000001';
	expect((await findEvent(db.prisma, 'run'))?.document.races.map(({ bibs }) => bibs)).toEqual([null]);
	expect(await findNextBib(db.prisma, { eventId, bibs: null })).toBe('42');
	expect(await findNextBib(db.prisma, { eventId, bibs: { from: 40, to: 49 } })).toBe('42');
	const range = (from: string, to: string) =>
		db.pool.query(`UPDATE race SET bib_from = ${from}, bib_to = ${to}`);
	for (const [from, to] of [
		['1', 'NULL'],
		['5', '4'],
		['0', '4'],
		['1', '1000000']
	] as const)
		await expect(range(from, to)).rejects.toThrow('race_bib_range_check');
	await range('1', '99');
	expect(await findNextBib(db.prisma, { eventId, bibs: null })).toBe('100');
});
