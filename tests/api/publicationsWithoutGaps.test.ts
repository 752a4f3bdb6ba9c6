import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Derivation, ResultsPage } from '#lib/schemas/results.ts';
import { overview } from '#lib/server/desk/overview.ts';
import { ownResult } from '#lib/server/results/ownResult.ts';
import { liveBoard } from '#lib/server/results/publicResults.ts';
import { raceOn } from '../support/race.ts';
import { startApi, type TestApi } from '../support/server.ts';

let api: TestApi;
let race: ReturnType<typeof raceOn>;

beforeAll(async () => {
	api = await startApi();
});
beforeEach(async () => {
	await api.reset();
	race = raceOn(api);
	await race.putEvent();
	await race.register([
		{ bib: '1', name: 'Ana' },
		{ bib: '2', name: 'Ion' },
		{ bib: '17', name: 'Eva' }
	]);
});
afterAll(() => api.close());

describe('a version without gaps', () => {
	const field = [
		{ bib: '21', name: 'Olga', sex: 'F' as const, age: 30 },
		{ bib: '22', name: 'Canary', sex: 'F' as const, age: 30, visibility: 'hidden' as const },
		{ bib: '23', name: 'Vera', sex: 'F' as const, age: 30, visibility: 'bib' as const },
		{ bib: '24', name: 'Petru', sex: 'M' as const, age: 30 },
		{ bib: '25', name: 'Inga', sex: 'F' as const, age: 30 }
	];
	const times = { 21: '20:00', 22: '21:00', 23: '22:00', 24: '23:00', 25: '24:00' };
	const places = (page: ResultsPage) =>
		page.items
			.filter(({ place }) => place !== null)
			.map(({ bib, place, sexPlace, divisionPlace }) => [bib, place, sexPlace, divisionPlace]);
	const OPEN = [
		['21', 1, 1, 1],
		['23', 3, 3, 3],
		['24', 4, 1, 1],
		['25', 5, 4, 4]
	];
	const CLOSED = [
		['21', 1, 1, 1],
		['23', 3, 2, 2],
		['24', 4, 1, 1],
		['25', 5, 3, 3]
	];
	const CSV = '/events/run/races/5k/results.csv';
	const placesOfCsv = (csv: string) =>
		csv
			.split('\r\n')
			.slice(1)
			.map((line) => line.split(','))
			.filter(([place]) => place)
			.map((cells) => [cells[1], Number(cells[0]), Number(cells[5]), Number(cells[7])]);

	beforeEach(async () => {
		await race.register(field);
		await race.finish(times);
	});

	test('counts places by sex and division among the runners shown, the same in every public answer', async () => {
		await race.publish({ state: 'provisional', withoutGaps: true });
		const page = (await race.publicResults()).body;
		expect(page.withoutGaps).toBe(true);
		expect(places(page)).toEqual(CLOSED);
		expect(places(await race.version(1))).toEqual(CLOSED);
		expect(placesOfCsv((await race.call<string>(CSV)).body)).toEqual(CLOSED);
		const live = await liveBoard(api.app, { kind: 'public' }, { event: 'run', race: '5k' });
		expect(live.ok && places({ ...page, items: live.value.rows })).toEqual(CLOSED);
	});

	test('organisers read the true places, also in that version', async () => {
		await race.publish({ state: 'provisional', withoutGaps: true });
		const whole = [OPEN[0], ['22', 2, 2, 2], ...OPEN.slice(1)];
		expect(places(await race.results())).toEqual(whole);
		expect(places((await race.organise<ResultsPage>('/races/5k/publications/1')).body)).toEqual(whole);
	});

	test('closes up again for who hides after it was published', async () => {
		await race.publish({ state: 'provisional', withoutGaps: true });
		await api.app.database.pool.query(`update participant set visibility = 'hidden' where name = 'Vera'`);
		expect(places((await race.publicResults()).body)).toEqual([
			['21', 1, 1, 1],
			['24', 4, 1, 1],
			['25', 5, 2, 2]
		]);
	});

	test('is a choice of that version: others keep their gaps and digests', async () => {
		const first = (await race.publish({ state: 'provisional' })).body;
		const closed = (await race.publish({ state: 'provisional', withoutGaps: true })).body;
		const again = (await race.publish({ state: 'provisional' })).body;
		expect(places(await race.version(1))).toEqual(OPEN);
		expect(places(await race.version(2))).toEqual(CLOSED);
		expect(again.digest).toBe(first.digest);
		expect(closed.digest).not.toBe(first.digest);
		const { rows } = await api.app.database.pool.query<{ rows: object }>(
			'select rows from publication where number <> 2'
		);
		expect(rows.map((row) => 'withoutGaps' in row.rows)).toEqual([false, false]);
	});

	test('is derived again with its digest', async () => {
		const { digest } = (await race.publish({ state: 'provisional', withoutGaps: true })).body;
		const derived = (await race.organise<Derivation>('/races/5k/publications/1/derivation')).body;
		expect(derived).toEqual({ digest, derived: digest, because: null });
	});

	test('a runner reads the places that the public reads; a hidden one the true ones', async () => {
		await race.publish({ state: 'provisional', withoutGaps: true });
		const own = async (name: string) => {
			const { id: participantId } = await api.app.database.prisma.participant.findFirstOrThrow({
				where: { name }
			});
			const result = await ownResult(api.app, { participantId, eventSlug: 'run', raceSlug: '5k' });
			return [result?.row.name, result?.row.place, result?.row.divisionPlace];
		};
		expect(await own('Vera')).toEqual(['Vera', 3, 2]);
		expect(await own('Canary')).toEqual(['Canary', 2, 2]);
	});

	test('the organiser is told of the gaps, and where they could name somebody', async () => {
		const day = await overview(api.app, { kind: 'owner-key' }, { event: 'run' });
		expect(day.ok && day.value.races[0]?.gaps).toEqual({
			count: 1,
			small: [
				{ division: 'F 18–39', finishers: 4 },
				{ sex: 'F', finishers: 4 }
			]
		});
	});
});
