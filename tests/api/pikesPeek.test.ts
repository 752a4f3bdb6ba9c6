/** A 10 km of 2,370 finishers ranked by net time, through the API, against its published places. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ResultRow } from '#lib/schemas/results.ts';
import { aRace, anEvent } from '../support/eventDocuments.ts';
import { after, GUN, raceOn } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';
import { after as clockMs } from '../support/timingBuilders.ts';

let api: TestApi;
let rows: Map<string, ResultRow>;

interface Published {
	sex: 'F' | 'M';
	sexPlace: number;
	/** Null: no age, so no division. */
	divisionPlace: number | null;
	bib: string;
	/** Null: not known; published as nothing or 0. */
	age: number | null;
	/** Published as −1 years old, and ranked with the youngest: a birth date of the year to come. */
	unborn: boolean;
	gunMs: number;
	netMs: number;
}

const published: Published[] = readFileSync(
	new URL('../fixtures/races/pikes-peek-10k.csv', import.meta.url),
	'utf8'
)
	.trim()
	.split(/\r?\n/)
	.slice(1)
	.map((line) => {
		const [sex, place, inDivision = '', bib = '', age, gun = '', net = ''] = line.split(',');
		return {
			sex: sex === 'F' ? 'F' : 'M',
			sexPlace: Number(place),
			divisionPlace: inDivision ? Number(inDivision.split('/')[0]) : null,
			bib,
			age: Number(age) > 0 ? Number(age) : null,
			unborn: Number(age) < 0,
			gunMs: clockMs(gun),
			netMs: clockMs(net)
		};
	});

/** 0–14, then five years each. */
const ages = [
	{ ageFrom: 0, ageTo: 14 },
	...Array.from({ length: 18 }, (_, n) => ({ ageFrom: 15 + 5 * n, ageTo: 19 + 5 * n }))
];

beforeAll(async () => {
	api = await startApi();
	const race = raceOn(api);
	await race.putEvent(
		anEvent({
			races: [
				aRace({
					distanceM: 10_000,
					rankBy: 'net',
					ties: 'distinct',
					waves: [{ slug: 'all', gunStart: GUN }],
					checkpoints: [
						{ slug: 'start', kind: 'start' },
						{ slug: 'finish', kind: 'finish' }
					],
					divisions: (['F', 'M'] as const).flatMap((sex) =>
						ages.map((age) => ({ name: `${sex} ${age.ageFrom}–${age.ageTo}`, sex, ...age }))
					)
				})
			]
		})
	);
	await race.register(
		published.map(({ bib, sex, age, unborn }) => ({ bib, sex, age, division: unborn ? `${sex} 0–14` : null }))
	);
	const reads = published.flatMap(({ bib, gunMs, netMs }) => [
		{ bib, checkpoint: 'start', kind: 'chip', at: after(gunMs - netMs), resolutionMs: 1000 },
		{ bib, checkpoint: 'finish', kind: 'chip', at: after(gunMs), resolutionMs: 1000 }
	]);
	for (let from = 0; from < reads.length; from += 2000) await race.send(reads.slice(from, from + 2000));
	const pages = [await race.results('?pageSize=2000'), await race.results('?pageSize=2000&page=2')];
	rows = new Map(pages.flatMap(({ items }) => items.map((row) => [row.bib ?? '', row])));
});
afterAll(() => api.close());

test('every gun and net time is the published one', () => {
	const differing = published.filter(
		({ bib, gunMs, netMs }) => rows.get(bib)?.gunTimeMs !== gunMs || rows.get(bib)?.netTimeMs !== netMs
	);
	expect(differing).toEqual([]);
});

/** Raw times are not public: within one published second the order is free, so a place lies among those of its second. */
function placesOutside(
	group: (runner: Published) => string | null,
	place: (runner: Published) => number | null,
	found: (row: ResultRow) => number | null
): string[] {
	const ranges = new Map<string, { first: number; last: number }>();
	const keyOf = (runner: Published) => `${group(runner)} ${runner.netMs}`;
	for (const runner of published) {
		const at = place(runner);
		if (at === null) continue;
		const range = ranges.get(keyOf(runner)) ?? { first: at, last: at };
		ranges.set(keyOf(runner), { first: Math.min(range.first, at), last: Math.max(range.last, at) });
	}
	return published.flatMap((runner) => {
		const row = rows.get(runner.bib);
		const at = row ? found(row) : null;
		const range = place(runner) === null ? null : ranges.get(keyOf(runner));
		if (!range) return at === null ? [] : [`bib ${runner.bib}: ${at}, published without a place`];
		const inside = at !== null && at >= range.first && at <= range.last;
		return inside ? [] : [`bib ${runner.bib}: ${at}, published ${range.first}–${range.last}`];
	});
}

test('places within each sex follow net time as published', () => {
	expect(
		placesOutside(
			({ sex }) => sex,
			({ sexPlace }) => sexPlace,
			({ sexPlace }) => sexPlace
		)
	).toEqual([]);
});

test('division places are as published, and runners without an age have none', () => {
	const outside = placesOutside(
		({ sex, age }) => `${sex} ${ages.findIndex(({ ageTo }) => (age ?? 0) <= ageTo)}`,
		({ divisionPlace }) => divisionPlace,
		({ divisionPlace }) => divisionPlace
	);
	expect(outside).toEqual([]);
});
