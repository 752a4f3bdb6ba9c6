/** Thirteen real races, each fed through the API from its own files, against the result that the club published. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PassingAnswer } from '#lib/schemas/passing.ts';
import type { ResultRow } from '#lib/schemas/results.ts';
import { aRace, anEvent } from '../support/eventDocuments.ts';
import { after, GUN, raceOn } from '../support/race.ts';
import {
	readScottishRace,
	SCOTTISH_RACES,
	type OfficialRow,
	type ScottishRace
} from '../support/scottishRace.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;

beforeAll(async () => {
	api = await startApi();
});
afterAll(() => api.close());

/** Individual starts count, so the order is by net time; the times were taken by hand to the second. */
const document = (race: ScottishRace) =>
	anEvent({
		name: race.name,
		races: [
			aRace({
				rankBy: 'net',
				ties: 'distinct',
				waves: [{ slug: 'all', gunStart: GUN }],
				checkpoints: [{ slug: 'finish', kind: 'finish' }],
				divisions: [...new Set(race.entries.flatMap(({ division }) => division ?? []))].map((name) => ({
					name
				}))
			})
		]
	});

async function resultsOf(race: ScottishRace): Promise<ResultRow[]> {
	const on = raceOn(api, { event: race.name.replaceAll('_', '-') });
	await on.putEvent(document(race));
	await on.register(race.entries);
	const items = race.reads.map(({ bib, ms }, seq) => ({
		id: randomUUID(),
		seq,
		kind: 'import',
		checkpoint: 'finish',
		bib,
		at: after(ms),
		resolutionMs: 1000
	}));
	const sent = await on.organise<{ items: PassingAnswer[] }>('/passings', {
		json: { device: 'stopwatch', items: items.reverse() }
	});
	expect(sent.body.items.every(({ status }) => status === 'stored')).toBe(true);
	for (const { bib, ms } of race.individualStarts)
		await on.rule({ race: '5k', bib, type: 'start-time', at: after(ms), why: 'started alone' });
	return (await on.results('?pageSize=2000')).items;
}

const isOverall = ({ tables }: ScottishRace): boolean => tables.length === 1;

/** What the API gives where the club has this row. */
function rowsLike(race: ScottishRace, rows: ResultRow[]): OfficialRow[] {
	return rows
		.filter(({ status }) => status === 'finished')
		.map(({ place, divisionPlace, bib, division, netTimeMs }) => ({
			place: (isOverall(race) ? place : divisionPlace) ?? 0,
			bib: bib ?? '',
			category: division ?? '',
			ms: netTimeMs ?? 0
		}));
}

/** The official table; where the entries have no categories, none can be compared. */
const official = (race: ScottishRace): OfficialRow[] =>
	race.tables.flat().map((row) => ({ ...row, category: race.entriesHaveCategories ? row.category : '' }));

const byTable = (a: OfficialRow, b: OfficialRow): number =>
	a.category.localeCompare(b.category) || a.place - b.place;

test.each(SCOTTISH_RACES)('%s has its official places, times and categories', async (name) => {
	const race = readScottishRace(name);
	const rows = rowsLike(race, await resultsOf(race));
	const expected = official(race);
	expect(rows.sort(byTable)).toEqual(expected.sort(byTable));
});

test('in five of the races the entry lists have a club or the sex where the others have the category', () => {
	const without = SCOTTISH_RACES.filter((name) => !readScottishRace(name).entriesHaveCategories);
	expect(without).toEqual([
		'ceres_8-2025',
		'cupar_5-2026',
		'giffordtown-2023',
		'st_andrews-2026',
		'strath_blebo-2026'
	]);
});
